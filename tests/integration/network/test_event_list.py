"""The events of all nations: the fake and the index keep the same promises."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from shared.events.store import DynamoEventStore
from shared.kernel.aws import client
from shared.sites.network.event_list import DynamoEventList
from tests.fakes.event_list import InMemoryEventList
from tests.fakes.events import InMemoryEventStore
from tests.unit.events.builders import an_event

if TYPE_CHECKING:
    from shared.events.ports import EventStore
    from shared.sites.network.ports import EventList


@pytest.fixture(params=["in memory", "dynamodb"])
def kept(request: pytest.FixtureRequest) -> tuple[EventStore, EventList]:
    if request.param == "in memory":
        store = InMemoryEventStore()
        return store, InMemoryEventList(store)
    table = request.getfixturevalue("network_table")
    return DynamoEventStore(client("dynamodb"), table), DynamoEventList(client("dynamodb"), table)


def test_events_of_all_nations_are_listed_in_their_order(kept: tuple[EventStore, EventList]) -> None:
    store, listed = kept
    store.add(an_event("late", slug="ain", starts=datetime(2027, 6, 3, 19), ends=datetime(2027, 6, 3, 21)))
    store.add(an_event("early", slug="paris-6", starts=datetime(2027, 6, 2, 19), ends=datetime(2027, 6, 2, 21)))

    found = listed.between(date(2027, 6, 1), date(2027, 6, 30))

    assert [event.event_id for event in found] == ["early", "late"]


@pytest.mark.parametrize(("day", "is_listed"), [(1, False), (2, True), (4, True), (5, False)])
def test_both_ends_belong_to_the_list(kept: tuple[EventStore, EventList], day: int, is_listed: bool) -> None:
    store, listed = kept
    store.add(an_event("one", starts=datetime(2027, 6, day, 23, 59), ends=datetime(2027, 6, 6)))

    assert bool([*listed.between(date(2027, 6, 2), date(2027, 6, 4))]) is is_listed


def test_an_event_that_moved_is_listed_on_its_new_day_alone(kept: tuple[EventStore, EventList]) -> None:
    store, listed = kept
    event = store.add(an_event("one"))
    moved = an_event("one", starts=datetime(2027, 6, 9, 19), ends=datetime(2027, 6, 9, 21), revision=1)

    store.save(moved, after=event)

    assert [*listed.between(date(2027, 6, 1), date(2027, 6, 1))] == []
    assert [*listed.between(date(2027, 6, 9), date(2027, 6, 9))] == [moved]
