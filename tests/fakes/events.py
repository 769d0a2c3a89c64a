"""Events in memory, with the promises of `EventStore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.events.errors import EventChanged, EventUnknown
from shared.events.items import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.events.event import Event


class InMemoryEventStore:
    """Keeps events in a dictionary."""

    def __init__(self) -> None:
        self.events: dict[tuple[str, str], Event] = {}

    def add(self, event: Event) -> Event:
        return self.events.setdefault((event.slug, event.event_id), event)

    def get(self, slug: str, event_id: str) -> Event:
        if (slug, event_id) not in self.events:
            raise EventUnknown(slug, event_id)
        return self.events[slug, event_id]

    def of_nation(self, slug: str) -> Sequence[Event]:
        return in_order(event for event in self.events.values() if event.slug == slug)

    def save(self, event: Event, *, after: Event) -> None:
        standing = self.events.get((event.slug, event.event_id))
        if standing is None or standing.revision != after.revision:
            raise EventChanged(event.slug, event.event_id)
        self.events[event.slug, event.event_id] = event
