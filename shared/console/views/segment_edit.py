"""Keep a segment, change it, keep it no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.filters import read_filters
from shared.console.office import office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.segments import SEGMENTS, fault_of, form_page, segment_page
from shared.kernel.errors import InputError
from shared.people.segments.saved import Draft, change_segment, remove_segment, save_segment, saved_segment

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.office import Office
    from shared.console.visit import Visit


def save(visit: Visit, desk: Desk) -> Response:
    """Keep the segment of the form under its name; lead to it."""
    office, form = office_of(visit, desk), visit.request.form
    try:
        made = save_segment(office.slug, _draft(visit, office), draw=office.draw, **office.ports)
    except InputError as error:
        return form_page(visit, desk, form, fault=fault_of(error))
    return redirect(visit.at(f"/nation/{office.slug}/segments/{made.id}"))


def change(visit: Visit, desk: Desk) -> Response:
    """Keep a segment as the form has it; lead to it."""
    office, form = office_of(visit, desk), visit.request.form
    saved = saved_segment(office.slug, visit.params["segment"], people=office.people)
    try:
        change_segment(saved, _draft(visit, office), **office.ports)
    except InputError as error:
        if "from-page" in form:
            return segment_page(visit, desk, fault=fault_of(error))
        return form_page(visit, desk, {**form, "segment": saved.id}, fault=fault_of(error))
    return redirect(visit.at(f"/nation/{office.slug}/segments/{saved.id}"))


def remove(visit: Visit, desk: Desk) -> Response:
    """Keep a segment no longer; lead to those that are kept."""
    office = office_of(visit, desk)
    saved = saved_segment(office.slug, visit.params["segment"], people=office.people)
    remove_segment(saved, people=office.people, journal=office.journal)
    return redirect(visit.at(f"/nation/{office.slug}/segments"))


def _draft(visit: Visit, office: Office) -> Draft:
    form = visit.request.form
    return Draft(name=form.get("name", ""), segment=read_filters(form), by=office.by)


_SEGMENT = f"{SEGMENTS}/{{segment}}"

ROUTES = (
    Route(method="POST", path=SEGMENTS, needs=Permission.EDIT_PEOPLE, view=save),
    Route(method="POST", path=_SEGMENT, needs=Permission.EDIT_PEOPLE, view=change),
    Route(method="POST", path=f"{_SEGMENT}/remove", needs=Permission.EDIT_PEOPLE, view=remove),
)
