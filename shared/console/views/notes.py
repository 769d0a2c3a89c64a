"""Notes about people: written, corrected by who wrote them, seen to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.office import office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.teammates import teammates
from shared.console.views.frame import framed
from shared.console.views.profile import profile_page
from shared.kernel.errors import Fault, InputError
from shared.people.full_name import full_name
from shared.people.noting import (
    NoteUnknown,
    Wording,
    correct_note,
    delete_note,
    finish_note,
    read_note,
    reopen_note,
    write_note,
)
from shared.people.roll import person_of

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def write(visit: Visit, desk: Desk) -> Response:
    """Keep a note, with a day and somebody to see to it if they are named."""
    office, person = office_of(visit, desk), visit.params["person"]
    try:
        wording = _wording(visit, desk, office.by)
        write_note(office.slug, person, wording, draw=office.draw, **office.ports)
    except InputError as error:
        return profile_page(visit, desk, fault=_fault(error))
    return redirect(visit.at(f"/nation/{office.slug}/people/{person}"))


def one(visit: Visit, desk: Desk) -> Response:
    """Show a note to who wrote it, as it can be corrected."""
    return _note_page(visit, desk)


def correct(visit: Visit, desk: Desk) -> Response:
    """Give a note the words, the day and the member of the form."""
    office, person = office_of(visit, desk), visit.params["person"]
    try:
        wording = _wording(visit, desk, office.by)
        correct_note(office.slug, person, visit.params["note"], wording, **office.ports)
    except InputError as error:
        return _note_page(visit, desk, fault=_fault(error))
    return redirect(visit.at(f"/nation/{office.slug}/people/{person}"))


def remove(visit: Visit, desk: Desk) -> Response:
    """Keep a note no longer."""
    office, person = office_of(visit, desk), visit.params["person"]
    note = visit.params["note"]
    delete_note(office.slug, person, note, by=office.by, people=office.people, journal=office.journal)
    return redirect(visit.at(f"/nation/{office.slug}/people/{person}"))


def done(visit: Visit, desk: Desk) -> Response:
    """Write down that a note was seen to, and lead back to where its button stood."""
    office, person, note = office_of(visit, desk), visit.params["person"], visit.params["note"]
    finish_note(office.slug, person, note, **office.ports)
    return _back(visit, f"&done={person}.{note}")


def reopen(visit: Visit, desk: Desk) -> Response:
    """Have a note wait again that was seen to."""
    office, person, note = office_of(visit, desk), visit.params["person"], visit.params["note"]
    reopen_note(office.slug, person, note, people=office.people, journal=office.journal)
    return _back(visit)


def _back(visit: Visit, did: str = "") -> Response:
    """Lead back to where a button stood."""
    whose, home = visit.request.form.get("whose", ""), f"/nation/{visit.params['slug']}"
    back = f"follow-ups?whose={whose}{did}" if whose in {"mine", "all"} else f"people/{visit.params['person']}"
    return redirect(visit.at(f"{home}/{back}"))


def _wording(visit: Visit, desk: Desk, by: str) -> Wording:
    """Return what the form says; raises InputError with the place of what is wrong."""
    form, assignee = visit.request.form, visit.request.form.get("assignee", "")
    if assignee and assignee not in teammates(visit, desk):
        raise InputError([Fault(place="assignee", reason="they are not in the team", remedy="Choose a member")])
    try:
        due = date.fromisoformat(form["due"]) if form.get("due") else None
    except ValueError:
        fault = Fault(place="due", reason="it is no day", remedy="Write it as 2027-05-11")
        raise InputError([fault]) from None
    return Wording(text=form.get("text", ""), by=by, due=due, assignee=assignee if due else "")


def _fault(error: InputError) -> str:
    return f"fault_{error.faults[0].place}"


def _note_page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    note = read_note(nation.slug, visit.params["person"], visit.params["note"], people=people)
    person = person_of(nation.slug, note.person_id, people=people, now=visit.now.timestamp())
    form = visit.request.form
    if note.by != visit.signed_in.member.id:
        raise NoteUnknown(f"note {note.id} is corrected by who wrote it alone")
    kept = {"text": note.text, "due": note.due.isoformat() if note.due else "", "assignee": note.assignee}
    return framed(
        visit,
        desk,
        "note",
        status=422 if fault else 200,
        nation=nation,
        note=note,
        name=full_name(person),
        typed={name: form.get(name, "") for name in kept} if fault else kept,
        team=teammates(visit, desk),
        fault=fault,
    )


_NOTE = "/nation/{slug}/people/{person}/notes/{note}"

ROUTES = (
    Route(method="POST", path="/nation/{slug}/people/{person}/notes", needs=Permission.EDIT_PEOPLE, view=write),
    Route(method="GET", path=_NOTE, needs=Permission.EDIT_PEOPLE, view=one),
    Route(method="POST", path=_NOTE, needs=Permission.EDIT_PEOPLE, view=correct),
    Route(method="POST", path=f"{_NOTE}/remove", needs=Permission.EDIT_PEOPLE, view=remove),
    Route(method="POST", path=f"{_NOTE}/done", needs=Permission.EDIT_PEOPLE, view=done),
    Route(method="POST", path=f"{_NOTE}/again", needs=Permission.EDIT_PEOPLE, view=reopen),
)
