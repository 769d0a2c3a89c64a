"""The door of an event, on the phone of whoever stands there: find a name, let somebody in, take it back.

Every button is a form of its own: it works without a script, and pressed again on a bad network it changes nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.actions.adding import add_person
from shared.actions.checking_in import Door, check_in, check_out
from shared.actions.walking_in import ASKED, read_walk_in, walk_in
from shared.console.clock import nation_clock
from shared.console.guest_list import GuestList
from shared.console.office import office_of
from shared.console.response import Response, page, redirect
from shared.console.route import Route
from shared.console.seeking import have_indexed
from shared.console.views.frame import framed
from shared.events.errors import EventCancelled
from shared.kernel.errors import InputError
from shared.people.person import is_person_id
from shared.people.segments.by_number import NumberedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.actions.guests import GuestBook
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.events.event import Event

LISTED = 60
"""Guests who are still awaited, on the page: beyond that a name is found sooner than read."""

DONE = ("in", "out", "new")
"""What the page may say was just done (`door_<word>`)."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show who is awaited, or whom a search finds."""
    return _page(visit, desk)


def let_in(visit: Visit, desk: Desk) -> Response:
    """Write down that somebody came; raises PersonUnknown."""
    return _pressed(visit, desk, check_in, did="in")


def send_back(visit: Visit, desk: Desk) -> Response:
    """Take it back that somebody came."""
    return _pressed(visit, desk, check_out, did="out")


def add(visit: Visit, desk: Desk) -> Response:
    """Let somebody in who is on no list, known to the nation or not."""
    event, office = _event(visit, desk), office_of(visit, desk)
    seed, people = desk.nations.get(office.slug).seed, desk.people
    adding = partial(add_person, seed, ground=people.ground, erasures=people.erasures, draw=office.draw, **office.ports)
    try:
        newcomer = read_walk_in(visit.request.form, event_id=event.event_id, country=desk.country)
        let = walk_in(_door(visit, desk, event), newcomer, add=adding, **office.ports)
    except InputError as error:
        return _page(visit, desk, faults=frozenset(fault.place for fault in error.faults))
    return _back(visit, let.person_id, did="new")


def _pressed(visit: Visit, desk: Desk, act: Callable[..., bool], *, did: str) -> Response:
    event, office = _event(visit, desk), office_of(visit, desk)
    who = visit.request.form.get("person", "")
    act(_door(visit, desk, event), who, **office.ports)
    if visit.request.wants_part:
        return _row(visit, desk, event, who)
    return _back(visit, who, did=did)


def _row(visit: Visit, desk: Desk, event: Event, who: str) -> Response:
    """Return how somebody's row reads now, for a page that stays where it is."""
    guests = _guests(visit, desk, event)
    facts = _facts(visit, event, guests.book())
    return page("".join(desk.pages.show("event-door-row", visit, guest=guest, **facts) for guest in guests.of([who])))


def _back(visit: Visit, who: str, *, did: str) -> Response:
    slug, event = visit.params["slug"], visit.params["event"]
    return redirect(visit.at(f"/nation/{slug}/events/{event}/door?did={did}&who={who}"))


def _door(visit: Visit, desk: Desk, event: Event) -> Door:
    by, timezone = visit.signed_in.member.id, nation_clock(None, desk)
    return Door(slug=event.slug, event_id=event.event_id, by=by, timezone=timezone)


def _event(visit: Visit, desk: Desk) -> Event:
    event = desk.events.get(visit.params["slug"], visit.params["event"])
    if event.is_cancelled:
        raise EventCancelled(event.slug, event.event_id)
    return event


def _guests(visit: Visit, desk: Desk, event: Event) -> GuestList:
    reach = desk.reach(event.slug)
    return GuestList(slug=event.slug, event_id=event.event_id, reach=reach, now=visit.now.timestamp())


def _facts(visit: Visit, event: Event, book: GuestBook) -> dict[str, object]:
    """Return what a row of the door shows beside somebody, and the page, too."""
    at = visit.at(f"/nation/{event.slug}/events/{event.event_id}/door")
    return {"at": at, "book": book, "clock": event.begins_at.tzinfo}


def _page(visit: Visit, desk: Desk, *, faults: frozenset[str] = frozenset()) -> Response:
    event, query = _event(visit, desk), visit.request.query
    guests, asked = _guests(visit, desk, event), query.get("q", "").strip()
    book, who, did = guests.book(), query.get("who", ""), query.get("did", "")
    awaited = guests.page(book.missing, book, number=1, size=LISTED)
    found = guests.find(asked, country=desk.country) if asked else NumberedPage(elements=awaited.guests)
    have_indexed(found, event.slug, desk)
    return framed(
        visit,
        desk,
        "event-door",
        status=422 if faults else 200,
        base=f"nation/{event.slug}/events/{event.event_id}",
        event=event,
        q=asked,
        shown=found.elements,
        found=found,
        more=not asked and bool(awaited.next),
        latest=guests.of([who]) if is_person_id(who) and did in DONE else (),
        did=did,
        typed={name: visit.request.form.get(name, "") for name in ASKED},
        faults=faults,
        **_facts(visit, event, book),
    )


ROUTES = (
    Route(method="GET", path="/nation/{slug}/events/{event}/door", needs=Permission.EDIT_PEOPLE, view=show),
    Route(method="POST", path="/nation/{slug}/events/{event}/door/in", needs=Permission.EDIT_PEOPLE, view=let_in),
    Route(method="POST", path="/nation/{slug}/events/{event}/door/out", needs=Permission.EDIT_PEOPLE, view=send_back),
    Route(method="POST", path="/nation/{slug}/events/{event}/door/walk-in", needs=Permission.EDIT_PEOPLE, view=add),
)
