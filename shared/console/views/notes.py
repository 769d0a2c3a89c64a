"""Notes about people, and what is to be followed up: mine, or the whole team's."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.office import may_edit, office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.teammates import names_of, teammates
from shared.console.views.frame import framed
from shared.console.views.profile import profile_page
from shared.kernel.errors import InputError
from shared.people.full_name import full_name
from shared.people.noting import Wording, due_notes, finish_note, write_note
from shared.people.roll import people_of

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.note import Note

WAITING = 100
"""Follow-ups on one page, the most pressing: their people are read at once."""


def write(visit: Visit, desk: Desk) -> Response:
    """Keep a note, with a day and somebody to see to it if they are named."""
    office, form, person = office_of(visit, desk), visit.request.form, visit.params["person"]
    assignee = form.get("assignee", "")
    if assignee and assignee not in teammates(visit, desk):
        return profile_page(visit, desk, fault="fault_assignee")
    try:
        due = date.fromisoformat(form["due"]) if form.get("due") else None
    except ValueError:
        return profile_page(visit, desk, fault="fault_due")
    wording = Wording(text=form.get("text", ""), by=office.by, due=due, assignee=assignee if due else "")
    try:
        write_note(office.slug, person, wording, draw=office.draw, **office.ports)
    except InputError:
        return profile_page(visit, desk, fault="fault_note")
    return redirect(visit.at(f"/nation/{office.slug}/people/{person}"))


def done(visit: Visit, desk: Desk) -> Response:
    """Write down that a note was seen to, and lead back to where its button stood."""
    office, person = office_of(visit, desk), visit.params["person"]
    finish_note(office.slug, person, visit.params["note"], **office.ports)
    whose = visit.request.form.get("whose", "")
    back = f"follow-ups?whose={whose}" if whose in {"mine", "all"} else f"people/{person}"
    return redirect(visit.at(f"/nation/{office.slug}/{back}"))


def follow_ups(visit: Visit, desk: Desk) -> Response:
    """Show what waits to be followed up, the most pressing first: the visitor's own, or all with `whose=all`."""
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    everybodys = visit.request.query.get("whose") == "all"
    me, zone = visit.signed_in.member.id, desk.calendar.timezone(nation.seed.zones)
    notes = due_notes(nation.slug, until=date.max, people=people)
    waiting = list(islice((note for note in notes if everybodys or _is_mine(note, me)), WAITING))
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
        today=visit.now.astimezone(zone).date(),
        may_edit=may_edit(visit),
    )


def _is_mine(note: Note, me: str) -> bool:
    return me == (note.assignee or note.by)


ROUTES = (
    Route(method="GET", path="/nation/{slug}/follow-ups", needs=Permission.READ_PEOPLE, view=follow_ups),
    Route(method="POST", path="/nation/{slug}/people/{person}/notes", needs=Permission.EDIT_PEOPLE, view=write),
    Route(
        method="POST",
        path="/nation/{slug}/people/{person}/notes/{note}/done",
        needs=Permission.EDIT_PEOPLE,
        view=done,
    ),
)
