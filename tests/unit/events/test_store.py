from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from shared.events.errors import EventChanged, EventUnknown
from shared.events.event import EventState
from shared.events.items import events_of
from shared.events.store import DynamoEventStore
from shared.kernel.table import Table
from shared.nations.store import DynamoNationStore
from tests.fakes.events import InMemoryEventStore
from tests.unit.events.builders import an_event

if TYPE_CHECKING:
    from shared.events.ports import EventStore


@pytest.fixture(params=["in-memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> EventStore:
    if request.param == "in-memory":
        return InMemoryEventStore()
    return DynamoEventStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def test_an_event_is_found_again_as_it_was(store: EventStore) -> None:
    event = an_event(address="8 place Saint-Sulpice", body="Venez **nombreux**", capacity=40)

    assert store.add(event) == event
    assert store.get("paris-6", event.event_id) == event


def test_adding_an_event_again_leaves_the_one_that_stands(store: EventStore) -> None:
    first = store.add(an_event())

    assert store.add(an_event(body="another")) == first
    assert store.get("paris-6", first.event_id) == first


def test_an_unknown_event_is_named(store: EventStore) -> None:
    with pytest.raises(EventUnknown, match="nation paris-6 has no event nothing"):
        store.get("paris-6", "nothing")


def test_the_events_of_a_nation_come_in_the_order_of_time(store: EventStore) -> None:
    for day in (3, 1, 2):
        store.add(an_event(f"on-{day}", starts=datetime(2027, 6, day, 19), ends=datetime(2027, 6, day, 21)))
    store.add(an_event("elsewhere", slug="paris-7"))

    assert [event.event_id for event in store.of_nation("paris-6")] == ["on-1", "on-2", "on-3"]


def test_a_change_replaces_the_event(store: EventStore) -> None:
    event = store.add(an_event())
    moved = replace(event, venue="Mairie", state=EventState.CANCELLED, revision=1)

    store.save(moved, after=event)

    assert store.get("paris-6", event.event_id) == moved


def test_saving_over_somebody_elses_change_is_refused(store: EventStore) -> None:
    event = store.add(an_event())
    store.save(replace(event, venue="Mairie", revision=1), after=event)

    with pytest.raises(EventChanged, match="changed by somebody else"):
        store.save(replace(event, venue="École", revision=1), after=event)


def test_saving_an_event_that_was_never_kept_is_refused(store: EventStore) -> None:
    with pytest.raises(EventChanged):
        store.save(an_event(revision=1), after=an_event())


def test_the_events_are_among_the_nations_belongings(dynamodb: Any, network_table: str) -> None:
    event = DynamoEventStore(dynamodb, network_table).add(an_event())
    nations = DynamoNationStore(dynamodb, network_table)
    nations.furnish("paris-6", [{"sk": "PAGE#home"}], is_open=False)

    assert events_of(nations.belongings("paris-6")) == (event,)


def test_the_events_of_all_nations_are_one_list_by_their_beginnings(dynamodb: Any, network_table: str) -> None:
    store = DynamoEventStore(dynamodb, network_table)
    event = store.add(an_event("late"))
    store.add(an_event("early", slug="ain-1", starts=datetime(2027, 5, 31, 9)))
    store.save(replace(event, starts=datetime(2027, 5, 30, 8), revision=1), after=event)

    listed = Table(dynamodb, network_table).page_of_kind("EVENT", limit=10, cursor=None).elements

    assert [item["kind_sk"] for item in listed] == [
        "2027-05-30T08:00:00#paris-6#late",
        "2027-05-31T09:00:00#ain-1#early",
    ]
