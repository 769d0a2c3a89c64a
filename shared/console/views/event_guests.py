"""Who said that they come to an event, and who came: a list to read and to print."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shared.access.permission import Permission
from shared.actions.keys import RSVP, deed_of
from shared.console.filters import query_of
from shared.console.guest_list import GuestList
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.numbers import whole_number
from shared.people.segments.saved import NAME_CHARACTERS
from shared.people.segments.segment import Segment

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit
    from shared.events.event import Event

LISTED = 200
"""Guests on one page: some sheets of paper for the table at the door."""

MOST_PAGES = 9999
"""More pages no list of guests has: an address that asks for more is answered by the first."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show a page of the guests; raises EventUnknown."""
    slug = visit.params["slug"]
    event = desk.events.get(slug, visit.params["event"])
    guests = GuestList(slug=slug, event_id=event.event_id, reach=desk.reach(slug), now=visit.now.timestamp())
    book, number = guests.book(), _number(visit.request.query.get("page", ""))
    return framed(
        visit,
        desk,
        "event-guests",
        base=f"nation/{slug}/events/{event.event_id}",
        people=f"nation/{slug}/people",
        segment=f"nation/{slug}/segments/new?{_segment(event, visit, desk)}",
        event=event,
        book=book,
        number_of_page=number,
        page=guests.page(book.everybody, book, number=number, size=LISTED),
        clock=event.begins_at.tzinfo,
    )


def _segment(event: Event, visit: Visit, desk: Desk) -> str:
    """Return by what address the form of segments finds who said that they come, with a name to keep them under."""
    guests = Segment(all_of=(f"deed:{deed_of(RSVP, event.event_id)}",))
    name = desk.pages.words(visit.language).say("guests_of", title=event.title)
    return f"{query_of(guests)}&{urlencode({'name': name[:NAME_CHARACTERS]})}"


def _number(text: str) -> int:
    return whole_number(text, most=MOST_PAGES) or 1


ROUTES = (Route(method="GET", path="/nation/{slug}/events/{event}/guests", needs=Permission.READ_PEOPLE, view=show),)
