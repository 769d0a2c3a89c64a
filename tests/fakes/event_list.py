"""The events of all nations in memory, with the promises of `EventList`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shared.events.event import Event
    from tests.fakes.events import InMemoryEventStore


class InMemoryEventList:
    """Lists what an event store in memory keeps."""

    def __init__(self, store: InMemoryEventStore) -> None:
        self._store = store

    def between(self, first: date, last: date) -> Iterable[Event]:
        due = [event for event in self._store.events.values() if first <= event.starts.date() <= last]
        return sorted(due, key=lambda event: (event.starts, event.slug, event.event_id))
