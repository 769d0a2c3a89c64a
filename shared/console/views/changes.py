"""Changes of many people at once: those of the last days, how far each is and what it came to, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.office import may_edit, office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.teammates import names_of
from shared.console.views.frame import framed
from shared.people.change import KEPT, ChangeKind, changes_of, portions_of, read_change
from shared.people.changing import ask_to_go_on
from shared.people.undoing import ask_to_undo, undo_change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.change import Change
    from shared.people.table import PeopleTable

AT_ONCE = 500
"""People whom a request puts back while it is waited for: some ten transactions. More wait in the queue."""


def listed(visit: Visit, desk: Desk) -> Response:
    """Show all changes that can be undone, or were, the latest first."""
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    found = changes_of(nation.slug, people=people, now=visit.now)
    return framed(visit, desk, "changes", nation=nation, changes=found, names=_names(found, visit, desk))


def show(visit: Visit, desk: Desk) -> Response:
    """Show how far a change is and what it came to, with the way to undo it."""
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    change = read_change(nation.slug, visit.params["change"], people=people)
    return framed(
        visit,
        desk,
        "change",
        nation=nation,
        change=change,
        names=_names([change], visit, desk),
        only=_only(change, people),
        until=change.at + KEPT,
        may_edit=may_edit(visit),
    )


def undo(visit: Visit, desk: Desk) -> Response:
    """Put those whom a change made different back as they were; many of them behind the queue."""
    office, change_id = office_of(visit, desk), visit.params["change"]
    change = read_change(office.slug, change_id, people=office.people)
    if change.state.is_under_way or change.changed > AT_ONCE:
        ask_to_undo(office.slug, change_id, orders=desk.people.changes, **office.ports)
    else:
        undo_change(office.slug, change_id, **office.ports)
    return redirect(visit.at(f"/nation/{office.slug}/people/changes/{change_id}"))


def go_on(visit: Visit, desk: Desk) -> Response:
    """Ask once more for what is left of a change: whoever was at it may have been stopped."""
    office, change_id = office_of(visit, desk), visit.params["change"]
    ask_to_go_on(office.slug, change_id, people=office.people, orders=desk.people.changes)
    return redirect(visit.at(f"/nation/{office.slug}/people/changes/{change_id}"))


def _names(changes: Iterable[Change], visit: Visit, desk: Desk) -> dict[str, str]:
    members = {each.what for each in changes if each.kind is ChangeKind.ASSIGN}
    return names_of(members | {each.by for each in changes}, visit, desk)


def _only(change: Change, people: PeopleTable) -> str:
    """Return the id of whom a change of one is about."""
    if change.asked > 1:
        return ""
    return next((person_id for portion in portions_of(change, people=people) for person_id in portion), "")


_CHANGES = "/nation/{slug}/people/changes"
_CHANGE = f"{_CHANGES}/{{change}}"

ROUTES = (
    Route(method="GET", path=_CHANGES, needs=Permission.READ_PEOPLE, view=listed),
    Route(method="GET", path=_CHANGE, needs=Permission.READ_PEOPLE, view=show),
    Route(method="POST", path=f"{_CHANGE}/undo", needs=Permission.EDIT_PEOPLE, view=undo),
    Route(method="POST", path=f"{_CHANGE}/go-on", needs=Permission.EDIT_PEOPLE, view=go_on),
)
