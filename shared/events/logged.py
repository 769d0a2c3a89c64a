"""Events whose every change is told to the nation's log before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.events.errors import EventUnknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.events.event import Event
    from shared.events.ports import EventStore
    from shared.people.journal import Journal

ANNOUNCED, CHANGED, CALLED_OFF = "announced-event", "changed-event", "called-off-event"


class LoggedEvents:
    """`EventStore` over another one; what it keeps, the journal was told first."""

    def __init__(self, events: EventStore, journal: Journal) -> None:
        self._events, self._journal = events, journal

    def add(self, event: Event) -> Event:
        """Keep a new event; the log hears of one that stands already no second time."""
        try:
            return self.get(event.slug, event.event_id)
        except EventUnknown:
            self._journal.record(event.slug, ANNOUNCED, {"event": event.event_id})
            return self._events.add(event)

    def get(self, slug: str, event_id: str) -> Event:
        """Return the event; raises EventUnknown."""
        return self._events.get(slug, event_id)

    def of_nation(self, slug: str) -> Sequence[Event]:
        """Return all events of a nation, in the order in which they begin."""
        return self._events.of_nation(slug)

    def save(self, event: Event, *, after: Event) -> None:
        """Replace `after` by `event`; raises EventChanged."""
        what = CALLED_OFF if event.is_cancelled else CHANGED
        self._journal.record(event.slug, what, {"event": event.event_id, "revision": str(event.revision)})
        self._events.save(event, after=after)
