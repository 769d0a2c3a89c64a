from __future__ import annotations

import pytest

from shared.counters.change import Change, changes_of
from shared.counters.deed import Deed
from shared.counters.rounds import rounds_of
from tests.unit.counters.builders import a_deed, a_record, changes


@pytest.mark.parametrize("deed", [a_deed(), a_deed(counter="signatures", target="petition"), a_deed(target="a#b")])
def test_a_deed_is_read_from_its_keys_and_from_its_marks(deed: Deed) -> None:
    assert Deed.read(deed.partition, deed.sort_key) == deed
    assert Deed.read(deed.partition, deed.mark_key) == deed


def test_a_counter_is_named_by_its_target_if_it_has_one() -> None:
    assert a_deed().name == "supporters"
    assert a_deed(counter="signatures", target="petition").name == "signatures#petition"


@pytest.mark.parametrize(
    ("partition", "sort_key"),
    [
        ("NATION#paris-6", "PERSON#1"),
        ("NATION#paris-6", "DEED#supporters"),
        ("NATION#paris-6", "DEED#supporters#-#"),
        ("NATION#paris-6", "DEED###1"),
        ("NATION#", "DEED#supporters#-#1"),
        ("ROLLOUT#may", "DEED#supporters#-#1"),
    ],
)
def test_other_keys_are_no_deeds(partition: str, sort_key: str) -> None:
    assert Deed.read(partition, sort_key) is None


def test_a_stream_tells_which_deeds_came_and_which_went() -> None:
    records = [a_record(a_deed(1), "INSERT", 7), a_record(a_deed(2), "REMOVE", 8), a_record(a_deed(3), "MODIFY", 9)]

    assert changes_of(records) == [
        Change(deed=a_deed(1), stands=True, sequence="7".zfill(40)),
        Change(deed=a_deed(2), stands=False, sequence="8".zfill(40)),
    ]


def test_sequence_numbers_compare_as_numbers() -> None:
    early, late = changes(a_record(a_deed(), sequence=999), a_record(a_deed(), "REMOVE", sequence=10**39))

    assert early.sequence < late.sequence


def test_a_round_has_each_deed_once_and_keeps_the_order_of_its_changes() -> None:
    first, second = a_record(a_deed(1), "INSERT", 1), a_record(a_deed(1), "REMOVE", 2)
    other = a_record(a_deed(2), "INSERT", 3)

    rounds = list(rounds_of(changes(first, second, other)))

    assert rounds == [changes(first, other), changes(second)]


def test_a_round_fits_into_one_transaction() -> None:
    rounds = list(rounds_of(changes(*(a_record(a_deed(person), sequence=person) for person in range(1, 251)))))

    assert [len(together) for together in rounds] == [98, 98, 54]
