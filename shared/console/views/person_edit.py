"""What a nation knows of a person, changed by hand and changed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.actions.adding import PersonKnown
from shared.actions.readdressing import NewAddress, read_address, readdress, take_edit_back
from shared.console.office import office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.people.editable import read_edits
from shared.people.editing import edit_person
from shared.people.fields import Field
from shared.people.full_name import full_name
from shared.people.roll import person_of

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.person import Person

FORM = (
    *(Field.GIVEN_NAME, Field.FAMILY_NAME, Field.EMAIL, Field.PHONE, Field.ADDRESS, Field.POSTCODE, Field.COMMUNE),
    *(Field.COUNTRY, Field.BIRTH_DATE, Field.SEX, Field.LANGUAGE, Field.SUPPORT_LEVEL, Field.VOLUNTEER),
)
"""The fields of the form, in its order; each has a name in the catalogue (`field_<name>`)."""

BEFORE = "before-"
"""Before a field's name: what the form was shown with."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show the form with what is known."""
    return _page(visit, desk)


def send(visit: Visit, desk: Desk) -> Response:
    """Change what differs from what the form was shown with: what others wrote meanwhile in other fields stays.

    An address that is somebody else's leads to where the two are compared.
    """
    office, person, form = office_of(visit, desk), visit.params["person"], visit.request.form
    typed = {name: form[name] for name in FORM if name in form and form[name] != form.get(BEFORE + name)}
    address = typed.pop(Field.EMAIL, None)
    try:
        values = read_edits(typed, country=desk.country)
        if address is not None:
            wish = NewAddress(slug=office.slug, person_id=person, address=read_address(address), by=office.by)
            readdress(wish, erasures=desk.people.erasures, draw=office.draw, **office.ports)
        edit_person(office.slug, person, values, by=office.by, draw=office.draw, **office.ports)
    except InputError as error:
        return _page(visit, desk, faulty=frozenset(fault.place for fault in error.faults))
    except PersonKnown as known:
        return redirect(visit.at(f"/nation/{office.slug}/people/{person}/merge/{known.person_id}"))
    return redirect(visit.at(f"/nation/{office.slug}/people/{person}"))


def undo(visit: Visit, desk: Desk) -> Response:
    """Give the fields of an edit their values of before."""
    office, person = office_of(visit, desk), visit.params["person"]
    take_edit_back(office.slug, person, visit.params["edit"], **office.ports)
    return redirect(visit.at(f"/nation/{office.slug}/people/{person}"))


def _page(visit: Visit, desk: Desk, *, faulty: frozenset[str] = frozenset()) -> Response:
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    person = person_of(nation.slug, visit.params["person"], people=people, now=visit.now.timestamp())
    shown = _shown(person)
    before = {name: visit.request.form.get(BEFORE + name, shown[name]) for name in shown}
    return framed(
        visit,
        desk,
        "person-edit",
        status=422 if faulty else 200,
        nation=nation,
        person_id=person.person_id,
        name=full_name(person),
        values={name: visit.request.form.get(name, shown[name]) for name in shown},
        before=before if faulty else shown,
        faulty=faulty,
    )


def _shown(person: Person) -> dict[str, str]:
    """Return what the form is filled with; who is known by a number alone keeps it."""
    known = {name: person.values.get(name) for name in FORM if name != Field.PHONE or Field.EMAIL in person.values}
    return {name: _spelled(value) for name, value in known.items()}


def _spelled(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


ROUTES = (
    Route(method="GET", path="/nation/{slug}/people/{person}/edit", needs=Permission.EDIT_PEOPLE, view=show),
    Route(method="POST", path="/nation/{slug}/people/{person}/edit", needs=Permission.EDIT_PEOPLE, view=send),
    Route(
        method="POST",
        path="/nation/{slug}/people/{person}/edits/{edit}/undo",
        needs=Permission.EDIT_PEOPLE,
        view=undo,
    ),
)
