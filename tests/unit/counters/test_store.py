from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.counters.store import DynamoCounterStore
from shared.kernel.errors import TransientError
from shared.kernel.table import Table
from tests.builders import HOUR, NOON
from tests.fakes.counters import InMemoryCounterStore
from tests.fakes.tables import create_people_table
from tests.unit.counters.builders import a_deed, a_record, changes

if TYPE_CHECKING:
    from shared.counters.deed import Deed
    from shared.counters.ports import CounterStore
    from tests.fakes.clock import FixedClock


class Ledger:
    """A store, and the deeds it looks at."""

    def __init__(self, store: CounterStore, people: Table | None) -> None:
        self.store, self._people = store, people

    def stand(self, *deeds: Deed) -> None:
        for deed in deeds:
            if isinstance(self.store, InMemoryCounterStore):
                self.store.deeds.add(deed)
            elif self._people:
                self._people.put({"pk": deed.partition, "sk": deed.sort_key})

    def fall(self, deed: Deed) -> None:
        if isinstance(self.store, InMemoryCounterStore):
            self.store.deeds.discard(deed)
        elif self._people:
            self._people.delete(deed.partition, deed.sort_key)


@pytest.fixture
def people_table(dynamodb: Any) -> str:
    return create_people_table(dynamodb)


@pytest.fixture
def dynamo_store(dynamodb: Any, network_table: str, people_table: str, clock: FixedClock) -> DynamoCounterStore:
    return DynamoCounterStore(dynamodb, network_table=network_table, people_table=people_table, clock=clock)


@pytest.fixture(params=["in-memory", "dynamodb"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    if request.param == "in-memory":
        return Ledger(InMemoryCounterStore(), None)
    people = Table(request.getfixturevalue("dynamodb"), request.getfixturevalue("people_table"))
    return Ledger(request.getfixturevalue("dynamo_store"), people)


def test_a_nation_has_no_counters_at_first(ledger: Ledger) -> None:
    assert ledger.store.read("paris-6") == {}


def test_deeds_are_counted_by_counter_and_target(ledger: Ledger) -> None:
    told = [a_deed(1), a_deed(2), a_deed(1, "signatures", "petition"), a_deed(1, "rsvps", "apero")]

    counted = ledger.store.count("paris-6", changes(*(a_record(deed) for deed in told)))

    assert counted == 4
    assert ledger.store.read("paris-6") == {"supporters": 2, "signatures#petition": 1, "rsvps#apero": 1}


def test_the_same_records_count_once(ledger: Ledger) -> None:
    told = changes(a_record(a_deed(1)), a_record(a_deed(2), sequence=2))
    ledger.store.count("paris-6", told)

    assert ledger.store.count("paris-6", told) == 0
    assert ledger.store.count("paris-6", [*told, *told]) == 0
    assert ledger.store.read("paris-6") == {"supporters": 2}


def test_a_batch_that_was_counted_in_part_is_counted_to_its_end(ledger: Ledger) -> None:
    told = changes(*(a_record(a_deed(person), sequence=person) for person in range(1, 6)))
    ledger.store.count("paris-6", told[1:3])

    assert ledger.store.count("paris-6", told) == 3
    assert ledger.store.read("paris-6") == {"supporters": 5}


def test_a_deed_that_ceases_is_counted_off(ledger: Ledger) -> None:
    came, went = a_record(a_deed(1)), a_record(a_deed(1), "REMOVE", 2)

    ledger.store.count("paris-6", changes(came, a_record(a_deed(2))))
    ledger.store.count("paris-6", changes(went))

    assert ledger.store.read("paris-6") == {"supporters": 1}


def test_a_deed_that_came_and_went_and_came_in_one_batch_counts_once(ledger: Ledger) -> None:
    told = changes(a_record(a_deed()), a_record(a_deed(), "REMOVE", 2), a_record(a_deed(), "INSERT", 3))

    assert ledger.store.count("paris-6", told) == 3
    assert ledger.store.count("paris-6", told) == 0
    assert ledger.store.read("paris-6") == {"supporters": 1}


def test_an_old_record_that_comes_again_late_counts_nothing(ledger: Ledger) -> None:
    came, went = a_record(a_deed()), a_record(a_deed(), "REMOVE", 2)
    ledger.store.count("paris-6", changes(came, went))

    assert ledger.store.count("paris-6", changes(came)) == 0
    assert ledger.store.read("paris-6") == {"supporters": 0}


def test_records_of_another_shard_may_have_lower_numbers(ledger: Ledger) -> None:
    ledger.store.count("paris-6", changes(a_record(a_deed(1), sequence=900)))

    assert ledger.store.count("paris-6", changes(a_record(a_deed(2), sequence=5))) == 1
    assert ledger.store.read("paris-6") == {"supporters": 2}


def test_the_end_of_a_deed_that_was_never_counted_takes_nothing_off(ledger: Ledger) -> None:
    assert ledger.store.count("paris-6", changes(a_record(a_deed(), "REMOVE", 2))) == 0
    assert ledger.store.read("paris-6").get("supporters", 0) == 0


def test_more_deeds_than_one_transaction_takes_are_all_counted(ledger: Ledger) -> None:
    told = changes(*(a_record(a_deed(person), sequence=person) for person in range(1, 151)))

    assert ledger.store.count("paris-6", told) == 150
    assert ledger.store.read("paris-6") == {"supporters": 150}


def test_a_deed_that_the_stream_has_not_told_is_settled_once(ledger: Ledger) -> None:
    ledger.stand(a_deed(1), a_deed(2))
    ledger.store.count("paris-6", changes(a_record(a_deed(1), sequence=5)))

    assert list(ledger.store.uncounted("paris-6")) == [a_deed(2)]
    assert ledger.store.settle(a_deed(2))
    assert not ledger.store.settle(a_deed(2))
    assert ledger.store.count("paris-6", changes(a_record(a_deed(2), sequence=6))) == 0
    assert ledger.store.read("paris-6") == {"supporters": 2}


def test_a_settled_deed_is_counted_off_when_the_stream_tells_its_end(ledger: Ledger) -> None:
    ledger.stand(a_deed())
    ledger.store.settle(a_deed())

    assert ledger.store.count("paris-6", changes(a_record(a_deed(), "REMOVE", 7))) == 1
    assert ledger.store.read("paris-6") == {"supporters": 0}


def test_a_deed_whose_end_was_never_told_is_settled(ledger: Ledger) -> None:
    ledger.stand(a_deed())
    ledger.store.count("paris-6", changes(a_record(a_deed(), sequence=5)))
    ledger.fall(a_deed())

    assert list(ledger.store.overcounted("paris-6")) == [a_deed()]
    assert ledger.store.settle(a_deed())
    assert ledger.store.count("paris-6", changes(a_record(a_deed(), "REMOVE", 6))) == 0
    assert ledger.store.read("paris-6") == {"supporters": 0}


def test_a_deed_that_comes_again_after_it_was_settled_counts(ledger: Ledger) -> None:
    ledger.store.count("paris-6", changes(a_record(a_deed(), sequence=5)))
    ledger.store.settle(a_deed())

    assert ledger.store.count("paris-6", changes(a_record(a_deed(), sequence=5))) == 0
    assert ledger.store.count("paris-6", changes(a_record(a_deed(), sequence=8))) == 1
    assert ledger.store.read("paris-6") == {"supporters": 1}


def test_where_deeds_and_marks_agree_nothing_is_to_be_settled(ledger: Ledger) -> None:
    ledger.stand(a_deed(1), a_deed(2, slug="paris-7"))
    ledger.store.count("paris-6", changes(a_record(a_deed(1))))

    assert list(ledger.store.uncounted("paris-6")) == []
    assert list(ledger.store.overcounted("paris-6")) == []
    assert not ledger.store.settle(a_deed(1))


def test_counters_are_added_up_from_what_is_counted(ledger: Ledger) -> None:
    told = [a_deed(1), a_deed(2), a_deed(1, "signatures", "petition")]
    ledger.store.count("paris-6", changes(*map(a_record, told), a_record(a_deed(2), "REMOVE", 2)))

    assert ledger.store.add_up("paris-6") == {"supporters": 1, "signatures#petition": 1}
    assert ledger.store.read("paris-6") == {"supporters": 1, "signatures#petition": 1}


def test_spoilt_counters_are_mended_by_adding_up(
    dynamo_store: DynamoCounterStore, dynamodb: Any, network_table: str
) -> None:
    dynamo_store.count("paris-6", changes(a_record(a_deed())))
    Table(dynamodb, network_table).update("NATION#paris-6", "COUNTERS", {"supporters": 99, "ghosts": 3})

    assert dynamo_store.add_up("paris-6") == {"supporters": 1}
    assert dynamo_store.read("paris-6") == {"supporters": 1}


def test_the_mark_of_a_deed_that_ceased_expires_when_the_stream_has_forgotten_it(
    dynamo_store: DynamoCounterStore, dynamodb: Any, people_table: str
) -> None:
    came, went = a_record(a_deed()), a_record(a_deed(), "REMOVE", 2)
    dynamo_store.count("paris-6", changes(came, went))
    people = Table(dynamodb, people_table)

    mark = people.get("NATION#paris-6", a_deed().mark_key) or {}
    assert mark["expires_at"] == int((NOON + 48 * HOUR).timestamp())

    dynamo_store.count("paris-6", changes(a_record(a_deed(), "INSERT", 3)))
    assert "expires_at" not in (people.get("NATION#paris-6", a_deed().mark_key) or {})


class Cancelling:
    """A client whose transactions are cancelled for reasons of their own."""

    def __init__(self, client: Any, *codes: str) -> None:
        self._client, self._codes = client, codes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_write_items(self, **request: Any) -> None:
        reasons = [{"Code": code} for code in self._codes]
        raise self._client.exceptions.TransactionCanceledException(
            {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}, "TransactWriteItems"
        )


@pytest.mark.parametrize("codes", [("None", "TransactionConflict"), ("ConditionalCheckFailed", "ThrottlingError"), ()])
def test_a_transaction_cancelled_for_another_reason_is_worth_another_try(
    codes: tuple[str, ...], dynamodb: Any, network_table: str, people_table: str, clock: FixedClock
) -> None:
    client: Any = Cancelling(dynamodb, *codes)
    store = DynamoCounterStore(client, network_table=network_table, people_table=people_table, clock=clock)

    with pytest.raises(TransientError, match="somebody else counts"):
        store.count("paris-6", changes(a_record(a_deed())))
