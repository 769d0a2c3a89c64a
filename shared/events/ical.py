"""Events as calendar programs take them: iCalendar (RFC 5545), published as RFC 5546 has it.

A file names each event by the same UID for ever and counts its changes in SEQUENCE, so
that whoever takes the file again has the event moved, or struck out, not twice. The same
events always give the same bytes.
"""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING

from icalendar import Calendar
from icalendar import Event as Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.events.event import Event

PRODUCT = "-//Banneret//Events//EN"
CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def event_file(event: Event, *, link: str = "") -> bytes:
    """Return one event as an iCalendar file; `link` is its page."""
    return calendar_file([event], link_of=lambda _: link)


def calendar_file(events: Sequence[Event], *, name: str = "", link_of: Callable[[Event], str] | None = None) -> bytes:
    """Return events as one iCalendar file; `name` is what a program calls the calendar."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event, link_of(event) if link_of else ""))
    if events:
        # Rules of the years that matter: those of all years since 1970 would be most of the file.
        years = [moment.year for event in events for moment in (event.starts, event.ends)]
        calendar.add_missing_timezones(first_date=date(min(years), 1, 1), last_date=date(max(years) + 1, 1, 1))
    return bytes(calendar.to_ical())


def _entry(event: Event, link: str) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.event_id}.{event.slug}@banneret")
    entry.add("sequence", event.revision)
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("last-modified", event.changed_at.astimezone(UTC))
    entry.add("dtstart", event.begins_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", event.title)
    entry.add("location", ", ".join(filter(None, (event.venue, event.address))))
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    for property_name, value in {"description": event.body, "url": link}.items():
        if value:
            entry.add(property_name, value)
    return entry
