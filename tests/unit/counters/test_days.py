"""How counters moved by day, in memory and in DynamoDB alike."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from shared.counters.days import days_until, growth, months_of
from shared.counters.store import DynamoCounterStore
from tests.fakes.clock import FixedClock
from tests.fakes.counters import InMemoryCounterStore
from tests.fakes.tables import create_people_table
from tests.unit.counters.builders import a_deed, a_record, changes

if TYPE_CHECKING:
    from shared.counters.ports import CounterStore

MONDAY, TUESDAY = date(2027, 5, 31), date(2027, 6, 1)


class Days:
    """A store of counters, and the day on which it counts."""

    def __init__(self, store: CounterStore, clock: FixedClock) -> None:
        self.store, self._clock = store, clock

    def go_on_to(self, day: date) -> None:
        self._clock.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture(params=["in-memory", "dynamodb"])
def days(request: pytest.FixtureRequest) -> Days:
    clock = FixedClock(datetime(2027, 5, 31, 12, tzinfo=UTC))
    if request.param == "in-memory":
        return Days(InMemoryCounterStore(clock), clock)
    dynamodb: Any = request.getfixturevalue("dynamodb")
    store = DynamoCounterStore(
        dynamodb,
        network_table=request.getfixturevalue("network_table"),
        people_table=create_people_table(dynamodb),
        clock=clock,
    )
    return Days(store, clock)


def test_what_is_counted_on_a_day_is_told_by_day_whatever_its_target(days: Days) -> None:
    told = [a_deed(1), a_deed(2), a_deed(1, "signatures", "petition"), a_deed(1, "signatures", "schools")]

    days.store.count("paris-6", changes(*map(a_record, told)))
    days.go_on_to(TUESDAY)
    days.store.count("paris-6", changes(a_record(a_deed(1), "REMOVE", 2), a_record(a_deed(3))))
    days.store.count("paris-6", changes(a_record(a_deed(4))))

    assert days.store.days("paris-6", "2027-05") == {MONDAY: {"supporters": 2, "signatures": 2}}
    assert days.store.days("paris-6", "2027-06") == {TUESDAY: {"supporters": 1}}


def test_what_comes_again_moves_nothing(days: Days) -> None:
    told = changes(a_record(a_deed(1)))

    days.store.count("paris-6", told)
    days.store.count("paris-6", told)

    assert days.store.days("paris-6", "2027-05") == {MONDAY: {"supporters": 1}}


def test_a_month_and_the_counters_of_all_nations_are_read_together(days: Days) -> None:
    days.store.count("paris-6", changes(a_record(a_deed(1))))
    days.store.count("lyon-3", changes(a_record(a_deed(1, "volunteers", slug="lyon-3"))))

    assert days.store.days_of_all("2027-05") == {
        "paris-6": {MONDAY: {"supporters": 1}},
        "lyon-3": {MONDAY: {"volunteers": 1}},
    }
    assert days.store.days_of_all("2027-04") == {}
    assert days.store.read_all() == {"paris-6": {"supporters": 1}, "lyon-3": {"volunteers": 1}}


def test_what_is_added_up_anew_is_still_listed(days: Days) -> None:
    days.store.count("paris-6", changes(a_record(a_deed(1))))

    days.store.add_up("paris-6")

    assert days.store.read_all() == {"paris-6": {"supporters": 1}}


def test_a_day_begins_at_the_networks_own_midnight(dynamodb: Any, network_table: str) -> None:
    late = FixedClock(datetime(2027, 5, 31, 22, 30, tzinfo=UTC))
    store = DynamoCounterStore(
        dynamodb,
        network_table=network_table,
        people_table=create_people_table(dynamodb),
        clock=late,
        timezone=ZoneInfo("Europe/Paris"),
    )

    store.count("paris-6", changes(a_record(a_deed(1))))

    assert store.days("paris-6", "2027-06") == {TUESDAY: {"supporters": 1}}


def test_growth_is_summed_over_nations_and_is_nothing_on_quiet_days() -> None:
    counted = [{MONDAY: {"supporters": 2}}, {MONDAY: {"supporters": 3, "volunteers": 1}, TUESDAY: {"volunteers": 4}}]
    shown = days_until(TUESDAY, count=3)

    assert months_of(shown) == ["2027-05", "2027-06"]
    assert list(growth(counted, "supporters", shown)) == [0, 5, 0]
    assert list(growth(counted, "volunteers", shown)) == [0, 1, 4]
