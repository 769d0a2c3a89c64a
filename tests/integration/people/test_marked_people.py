"""People as an import writes them into an open nation: many in a transaction, each marked, at the table's own pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import TransientError
from shared.people.again import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, TRIES
from shared.people.imports.marking import MOST_BYTES, MarkedPeople
from shared.people.item import PERSON_PREFIX
from shared.people.marks import STALE
from shared.people.person import nation_holder
from shared.people.table import MOST_CHANGED
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.table import ItemKey, PeopleTable, Step

HOLDER = nation_holder("paris-6")


def people(count: int, *, slug: str = "paris-6", family_name: str = "Noor") -> list[Person]:
    return [
        a_person(slug=slug, email=f"p{number}@example.org", revision=1, family_name=family_name)
        for number in range(count)
    ]


class ThrottledTable(InMemoryPeopleTable):
    """Takes nothing for some tries, and tells how many people each transaction had."""

    def __init__(self, *, throttled: int = 0) -> None:
        super().__init__()
        self.throttled, self.transactions = throttled, list[int]()

    def read(self, keys: Collection[ItemKey]) -> Mapping[ItemKey, WireItem]:
        self._throttle()
        return super().read(keys)

    def write(self, steps: Sequence[Step]) -> None:
        self._throttle()
        self.transactions.append(len(steps))
        super().write(steps)

    def _throttle(self) -> None:
        if self.throttled:
            self.throttled -= 1
            raise TransientError("the people table is throttled")


def test_everybody_is_written_and_marked(table: PeopleTable) -> None:
    crowd = people(2 * MOST_CHANGED + 1)

    assert list(MarkedPeople(table).replace_each(crowd)) == []

    for prefix in (PERSON_PREFIX, STALE):
        found = {item["sk"]["S"].removeprefix(prefix) for item in table.below(HOLDER, prefix)}
        assert found == {person.person_id for person in crowd}


def test_whom_somebody_else_changed_stays_as_they_are_and_the_others_are_written(table: PeopleTable) -> None:
    crowd = people(5)
    marked = MarkedPeople(table)
    theirs = [a_person(slug="paris-6", email=f"p{number}@example.org", revision=1, given_name="X") for number in (1, 3)]
    marked.replace_each(theirs)

    assert set(marked.replace_each(crowd)) == {person.key for person in theirs}

    found = marked.find([person.key for person in crowd])
    assert {person.person_id for person in found.values()} == {person.person_id for person in crowd}
    assert [found[person.key].values["given_name"] for person in theirs] == ["X", "X"]


def test_a_transaction_has_no_more_people_and_no_more_bytes_than_the_table_takes() -> None:
    table = ThrottledTable()

    MarkedPeople(table).replace_each(people(MOST_CHANGED + 1))
    MarkedPeople(table).replace_each(people(3, family_name="x" * (MOST_BYTES // 2 - 1000), slug="lyon-3"))

    assert table.transactions == [MOST_CHANGED, 1, 2, 1]


def test_a_throttled_table_is_asked_again_after_growing_rests() -> None:
    rests: list[float] = []
    table = ThrottledTable(throttled=2)
    marked = MarkedPeople(table, pause=rests.append, chance=lambda: 1.0)
    crowd = people(1)

    marked.replace_each(crowd)
    table.throttled = 8
    found = marked.find([crowd[0].key])

    assert list(found) == [crowd[0].key]
    assert rests[:2] == [FIRST_PAUSE_SECONDS, 2 * FIRST_PAUSE_SECONDS]
    assert max(rests) == LONGEST_PAUSE_SECONDS


def test_a_table_that_never_has_room_is_left_to_the_queues_next_try() -> None:
    table = ThrottledTable(throttled=TRIES)
    marked = MarkedPeople(table, pause=lambda _: None)

    with pytest.raises(TransientError):
        marked.replace_each(people(1))
    assert table.transactions == []
