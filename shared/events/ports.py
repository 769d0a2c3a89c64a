"""What the use cases of events need from the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.events.event import Event


class EventStore(Protocol):
    """Keeps the events of all nations."""

    def add(self, event: Event) -> Event:
        """Keep a new event; return the one that stands under its id: this one, or the same that was there before."""

    def get(self, slug: str, event_id: str) -> Event:
        """Return the event; raises EventUnknown."""

    def of_nation(self, slug: str) -> Sequence[Event]:
        """Return all events of a nation, in the order in which they begin."""

    def save(self, event: Event, *, after: Event) -> None:
        """Replace `after` by `event`; raises EventChanged if somebody else changed it in between."""
