"""What the network's site needs from the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shared.events.event import Event


class EventList(Protocol):
    """The events of all nations together."""

    def between(self, first: date, last: date) -> Iterable[Event]:
        """Return the events that begin on these days or between them, by the clock of wherever each is, in order."""
