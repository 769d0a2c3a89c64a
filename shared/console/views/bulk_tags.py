"""A tag given to many people of the list at once, or taken, and all of that undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.office import may_edit, office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.console.views.people import list_page
from shared.kernel.errors import InputError
from shared.people.change import KEPT, ChangeKind, portions_of, read_change
from shared.people.person import is_person_id
from shared.people.tagging import Tagging, tag_people
from shared.people.undoing import undo_change

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

KINDS = {"give": ChangeKind.TAG, "take": ChangeKind.UNTAG}


def tag(visit: Visit, desk: Desk) -> Response:
    """Give those who are ticked a tag, or take it from them; lead to what came of it."""
    office, form = office_of(visit, desk), visit.request.form
    whom = [each for each in visit.request.ticked("who") if is_person_id(each)]
    if not whom:
        return list_page(visit, desk, fault="fault_who")
    kind = KINDS.get(form.get("deed", ""), ChangeKind.TAG)
    wish = Tagging(slug=office.slug, tag=form.get("tag", ""), kind=kind, by=office.by)
    try:
        done = tag_people(wish, whom, draw=office.draw, **office.ports)
    except InputError:
        return list_page(visit, desk, fault="fault_tag")
    return redirect(visit.at(f"/nation/{office.slug}/people/changes/{done.change.id}"))


def show(visit: Visit, desk: Desk) -> Response:
    """Show what a change came to, with the way to undo it."""
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    change = read_change(nation.slug, visit.params["change"], people=people)
    whom = [person_id for portion in portions_of(change, people=people) for person_id in portion]
    return framed(
        visit,
        desk,
        "change",
        nation=nation,
        change=change,
        gives=change.kind is ChangeKind.TAG,
        changed=len(whom),
        only=whom[0] if len(whom) == 1 else "",
        until=(change.at + KEPT).date(),
        may_edit=may_edit(visit),
    )


def undo(visit: Visit, desk: Desk) -> Response:
    """Give those whom a change made different their tags of before."""
    office, change = office_of(visit, desk), visit.params["change"]
    undo_change(office.slug, change, **office.ports)
    return redirect(visit.at(f"/nation/{office.slug}/people/changes/{change}"))


_CHANGE = "/nation/{slug}/people/changes/{change}"

ROUTES = (
    Route(method="POST", path="/nation/{slug}/people/tag", needs=Permission.EDIT_PEOPLE, view=tag),
    Route(method="GET", path=_CHANGE, needs=Permission.READ_PEOPLE, view=show),
    Route(method="POST", path=f"{_CHANGE}/undo", needs=Permission.EDIT_PEOPLE, view=undo),
)
