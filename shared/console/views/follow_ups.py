"""What is to be followed up: the visitor's own, or the whole team's."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.clock import nation_clock
from shared.console.office import may_edit
from shared.console.route import Route
from shared.console.teammates import names_of
from shared.console.views.frame import framed
from shared.kernel.page import read_cursor, write_cursor
from shared.people.full_name import full_name
from shared.people.noting import due_notes
from shared.people.person import is_person_id
from shared.people.roll import people_of

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

WAITING = 100
"""Follow-ups on one page, the most pressing: their people are read at once."""


def follow_ups(visit: Visit, desk: Desk) -> Response:
    """Show what waits to be followed up, the most pressing first: the visitor's own, or all with `whose=all`."""
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    query = visit.request.query
    everybodys, after = query.get("whose") == "all", (read_cursor(query.get("after") or None) or {}).get("place", "")
    me, zone = visit.signed_in.member.id, nation_clock(nation, desk)
    notes = due_notes(nation.slug, until=date.max, people=people, after=after)
    found = list(islice((note for note in notes if everybodys or note.waits_for(me)), WAITING + 1))
    waiting = found[:WAITING]
    persons = people_of(nation.slug, [note.person_id for note in waiting], people=people, now=visit.now.timestamp())
    return framed(
        visit,
        desk,
        "follow-ups",
        nation=nation,
        waiting=waiting,
        whom={person.person_id: full_name(person) for person in persons},
        names=names_of({each for note in waiting for each in (note.by, note.assignee)}, visit, desk),
        everybodys=everybodys,
        after=after,
        next=write_cursor({"place": waiting[-1].place}) if len(found) > WAITING else None,
        done=_done(visit),
        today=visit.now.astimezone(zone).date(),
        may_edit=may_edit(visit),
    )


def _done(visit: Visit) -> tuple[str, str] | None:
    """Return the person and the note that were just seen to: the page offers to take that back."""
    person, _, note = visit.request.query.get("done", "").partition(".")
    return (person, note) if is_person_id(person) and note.isalnum() else None


ROUTES = (Route(method="GET", path="/nation/{slug}/follow-ups", needs=Permission.READ_PEOPLE, view=follow_ups),)
