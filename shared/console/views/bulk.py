"""Many people given a tag or a member who looks after them: those ticked, all on a page, all of a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.office import office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.segment_sheet import today_of
from shared.console.teammates import teammates
from shared.console.views.people import list_page
from shared.console.views.segments import SEGMENTS, segment_page
from shared.kernel.errors import InputError
from shared.people.change import ChangeKind
from shared.people.changing import ChangeWish, Whom, ask_to_change, change_people
from shared.people.editable import ASSIGNEE
from shared.people.person import is_person_id
from shared.people.segments.saved import saved_segment

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.office import Office
    from shared.console.visit import Visit

KINDS = {"give": ChangeKind.TAG, "take": ChangeKind.UNTAG, "assign": ChangeKind.ASSIGN}

EVERYBODY_HERE = "here"
"""The field of all who are on the page, ticked or not."""


def ticked(visit: Visit, desk: Desk) -> Response:
    """Change those who are ticked, or all who were on the page; lead to what came of it."""
    office, request = office_of(visit, desk), visit.request
    chosen = request.ticked("shown" if request.form.get(EVERYBODY_HERE) else "who")
    whom = [each for each in chosen if is_person_id(each)]
    wish = _wish(visit, office)
    if not whom:
        return list_page(visit, desk, fault="fault_who")
    if not _is_known(wish, visit, desk):
        return list_page(visit, desk, fault="fault_assignee")
    try:
        change = change_people(wish, whom, draw=office.draw, **office.ports)
    except InputError:
        return list_page(visit, desk, fault="fault_tag")
    return redirect(visit.at(f"/nation/{office.slug}/people/changes/{change.id}"))


def segment(visit: Visit, desk: Desk) -> Response:
    """Have everybody in a segment changed; lead to how far that is."""
    office = office_of(visit, desk)
    wish = _wish(visit, office)
    saved = saved_segment(office.slug, visit.params["segment"], people=office.people)
    whom = Whom(segment=saved.segment.on(today_of(visit, desk)), id=saved.id, name=saved.name)
    if not _is_known(wish, visit, desk):
        return segment_page(visit, desk, fault="fault_assignee")
    try:
        change = ask_to_change(wish, whom, orders=desk.people.changes, draw=office.draw, **office.ports)
    except InputError:
        return segment_page(visit, desk, fault="fault_tag")
    return redirect(visit.at(f"/nation/{office.slug}/people/changes/{change.id}"))


def _wish(visit: Visit, office: Office) -> ChangeWish:
    form = visit.request.form
    kind = KINDS.get(form.get("deed", ""), ChangeKind.TAG)
    what = form.get(ASSIGNEE if kind is ChangeKind.ASSIGN else "tag", "")
    return ChangeWish(slug=office.slug, kind=kind, what=what, by=office.by)


def _is_known(wish: ChangeWish, visit: Visit, desk: Desk) -> bool:
    """Tell whether people are given to nobody but the team."""
    return wish.kind is not ChangeKind.ASSIGN or not wish.what or wish.what in teammates(visit, desk)


ROUTES = (
    Route(method="POST", path="/nation/{slug}/people/tag", needs=Permission.EDIT_PEOPLE, view=ticked),
    Route(method="POST", path=f"{SEGMENTS}/{{segment}}/people", needs=Permission.EDIT_PEOPLE, view=segment),
)
