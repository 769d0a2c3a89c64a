"""The calendar of all nations: what is still to come, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.events.event import Event
    from shared.sites.network.seats import Stander

HORIZON = timedelta(days=60)
"""How far the calendar looks ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An event, and whose it is."""

    event: Event
    stander: Stander


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The meetings of a day, by the clock of wherever each is."""

    date: date
    meetings: tuple[Meeting, ...]


def meetings(events: Iterable[Event], standers: Mapping[str, Stander], *, now: datetime) -> tuple[Meeting, ...]:
    """Return the events of these standers that are not over and begin within the horizon, in order."""
    due = sorted((event for event in events if event.ends_at > now and event.begins_at <= now + HORIZON), key=_order)
    return tuple(Meeting(event=event, stander=standers[event.slug]) for event in due if event.slug in standers)


def by_day(due: Iterable[Meeting]) -> tuple[Day, ...]:
    """Return meetings by the day on which they begin."""
    parts = [(day, tuple(part)) for day, part in groupby(due, key=lambda meeting: meeting.event.starts.date())]
    return tuple(Day(date=day, meetings=part) for day, part in parts)


def first(due: Sequence[Meeting], number: int) -> tuple[Day, ...]:
    """Return the next few that take place, by day."""
    return by_day([meeting for meeting in due if not meeting.event.is_cancelled][:number])


def _order(event: Event) -> tuple[datetime, str, str]:
    return event.starts, event.slug, event.event_id
