"""Whether an event takes one more guest: it is there, takes place, is to come, and has a place left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.actions.keys import COUNTERS, RSVP
from shared.actions.verdict import Outcome
from shared.events.errors import EventUnknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.events.event import Event


class Events(Protocol):
    """Where events are kept."""

    def get(self, slug: str, event_id: str) -> Event:
        """Return the event; raises EventUnknown."""


class Counts(Protocol):
    """Where each nation's counters are kept."""

    def read(self, slug: str) -> Mapping[str, int]:
        """Return the nation's counters by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """Knows events, and how many said that they come to each.

    The count follows the queue and the people table's stream by some seconds: of a crowd that comes within these
    seconds, a few more than the capacity are taken.
    """

    events: Events
    counts: Counts

    def refusal(self, slug: str, event_id: str, now: datetime) -> Outcome | None:
        """Return why nobody can say any more that they come, None while they can. Raises TransientError."""
        try:
            event = self.events.get(slug, event_id)
        except EventUnknown:
            return Outcome.NO_EVENT
        if event.is_cancelled:
            return Outcome.CALLED_OFF
        if event.ends_at <= now:
            return Outcome.OVER
        return Outcome.FULL if event.capacity and event.is_full(self._guests(event)) else None

    def _guests(self, event: Event) -> int:
        return self.counts.read(event.slug).get(f"{COUNTERS[RSVP]}#{event.event_id}", 0)
