"""The page of each event, made from the nation's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.blocks.block import Block, Policy
from shared.sites.dates import spoken
from shared.sites.files import PAGE_CACHE, SiteFile
from shared.sites.pages import Heading, Page
from shared.sites.placeholders import one_line

if TYPE_CHECKING:
    from shared.events.event import Event
    from shared.sites.view import SiteView

FOLDER = "events"
"""The list of events has this name, and each event's page lies below it."""

CALENDAR_FILE = "event.ics"
"""What lies beside an event's page, for the visitor's own calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetail(Block):
    """All that there is to say of one event, and the form by which people say that they come."""

    kind = "event-detail"

    event: Event


def event_page(event: Event, site: SiteView) -> Page:
    """Return the page of an event."""
    heading = Heading(
        page=f"{FOLDER}/{event.event_id}",
        position=1,
        title=one_line(event.title),
        description=one_line(f"{spoken(event.starts, site.language)} · {event.venue}"),
        kit_version="",
    )
    return Page(heading=heading, blocks=(EventDetail(id="event", policy=Policy.LOCKED, event=event),))


def calendar_file(event: Event, site: SiteView) -> SiteFile:
    """Return the event for the visitor's own calendar, to lie beside its page."""
    from shared.events.ical import CONTENT_TYPE, event_file  # noqa: PLC0415 - 60 ms, for a nation that has no events

    folder = f"{FOLDER}/{event.event_id}/"
    return SiteFile(
        path=f"{folder}{CALENDAR_FILE}",
        body=event_file(event, link=f"{site.address}{folder}"),
        content_type=CONTENT_TYPE,
        cache_control=PAGE_CACHE,
    )
