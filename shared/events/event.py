"""An event of a nation: one meeting, at one place, by the clock there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime


class EventState(StrEnum):
    """Whether an event takes place; one that is cancelled stays visible as such."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as the nation announces it.

    `starts` and `ends` are local, without a time zone of their own; `timezone` is an IANA
    name. `body` is Markdown. `capacity` is how many may come, None for any number. `revision`
    counts the changes since it was announced, `changed_at` (UTC) is when the last one was made.
    """

    event_id: str
    slug: str
    title: str
    starts: datetime
    ends: datetime
    timezone: str
    venue: str
    changed_at: datetime
    address: str = ""
    body: str = ""
    capacity: int | None = None
    state: EventState = EventState.PLANNED
    revision: int = 0

    @property
    def begins_at(self) -> datetime:
        """The moment it begins, in its time zone."""
        return self.starts.replace(tzinfo=ZoneInfo(self.timezone))

    @property
    def ends_at(self) -> datetime:
        """The moment it ends, in its time zone."""
        return self.ends.replace(tzinfo=ZoneInfo(self.timezone))

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it does not take place."""
        return self.state is EventState.CANCELLED

    def is_full(self, rsvps: int) -> bool:
        """Tell whether nobody else can come once so many have said that they do."""
        return self.capacity is not None and rsvps >= self.capacity
