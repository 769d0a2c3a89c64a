"""How an event is written down in the `network` table, with its nation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shared.events.event import Event, EventState
from shared.nations.items import nation_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.kernel.items import Item

KIND = "EVENT"
"""Partition of the `by_kind` index that lists the events of all nations by their local beginnings."""

PREFIX = f"{KIND}#"


def event_sort_key(event_id: str) -> str:
    """Return the sort key of an event, under its nation."""
    return f"{PREFIX}{event_id}"


def event_to_item(event: Event) -> Item:
    """Return the event's item with its keys."""
    starts = event.starts.isoformat()
    return {
        "pk": nation_key(event.slug),
        "sk": event_sort_key(event.event_id),
        "kind_pk": KIND,
        "kind_sk": f"{starts}#{event.slug}#{event.event_id}",
        "slug": event.slug,
        "event_id": event.event_id,
        "title": event.title,
        "starts": starts,
        "ends": event.ends.isoformat(),
        "timezone": event.timezone,
        "venue": event.venue,
        "address": event.address,
        "body": event.body,
        "capacity": event.capacity,
        "state": event.state.value,
        "revision": event.revision,
        "changed_at": event.changed_at.isoformat(),
    }


def event_from_item(item: Item) -> Event:
    """Return the event that `event_to_item` wrote."""
    return Event(
        event_id=item["event_id"],
        slug=item["slug"],
        title=item["title"],
        starts=datetime.fromisoformat(item["starts"]),
        ends=datetime.fromisoformat(item["ends"]),
        timezone=item["timezone"],
        venue=item["venue"],
        address=item["address"],
        body=item["body"],
        capacity=item.get("capacity"),
        state=EventState(item["state"]),
        revision=item["revision"],
        changed_at=datetime.fromisoformat(item["changed_at"]),
    )


def events_of(belongings: Iterable[Item]) -> tuple[Event, ...]:
    """Return the events among what is stored with a nation, in the order of time."""
    return in_order(event_from_item(item) for item in belongings if item["sk"].startswith(PREFIX))


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in the order in which they begin."""
    return tuple(sorted(events, key=lambda event: (event.begins_at, event.event_id)))
