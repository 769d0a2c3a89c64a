"""Keep a segment, change or rename it, keep it no longer once that was asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.filters import read_filters
from shared.console.office import office_of
from shared.console.response import Response, redirect
from shared.console.revisions import revision_in
from shared.console.route import Route
from shared.console.segment_sheet import told, words_for
from shared.console.views.frame import framed
from shared.console.views.segments import SEGMENTS, fault_of, form_page, segment_page
from shared.kernel.errors import Conflict, InputError
from shared.people.segments.saved import Draft, change_segment, remove_segment, save_segment, saved_segment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.office import Office
    from shared.console.visit import Visit
    from shared.people.segments.saved import SavedSegment


def save(visit: Visit, desk: Desk) -> Response:
    """Keep the segment of the form under its name; lead to it."""
    office, form = office_of(visit, desk), visit.request.form
    try:
        made = save_segment(office.slug, _draft(visit, office), draw=office.draw, **office.ports)
    except InputError as error:
        return form_page(visit, desk, form, fault=fault_of(error))
    return redirect(visit.at(f"/nation/{office.slug}/segments/{made.id}"))


def change(visit: Visit, desk: Desk) -> Response:
    """Keep a segment as the form has it; lead to it.

    What a colleague made of it since the form was opened is shown first, beside what was chosen here.
    """
    office, form = office_of(visit, desk), visit.request.form
    saved = saved_segment(office.slug, visit.params["segment"], people=office.people)
    draft = replace(_draft(visit, office), name=_name(form, saved))
    try:
        change_segment(saved, draft, seen=revision_in(visit), **office.ports)
    except InputError as error:
        return form_page(visit, desk, {**form, "segment": saved.id}, fault=fault_of(error))
    except Conflict:
        latest = saved_segment(office.slug, saved.id, people=office.people)
        anew = {"segment": saved.id, "revision": str(latest.revision), "name": _name(form, latest)}
        return form_page(visit, desk, {**form, **anew}, fault="fault_segmentchanged", status=409)
    return redirect(visit.at(f"/nation/{office.slug}/segments/{saved.id}"))


def rename(visit: Visit, desk: Desk) -> Response:
    """Keep a segment under another name, with the filters that it has by now; lead to it."""
    office = office_of(visit, desk)
    saved = saved_segment(office.slug, visit.params["segment"], people=office.people)
    draft = Draft(name=visit.request.form.get("name", ""), segment=saved.segment, by=office.by)
    try:
        change_segment(saved, draft, **office.ports)
    except InputError as error:
        return segment_page(visit, desk, fault=fault_of(error))
    return redirect(visit.at(f"/nation/{office.slug}/segments/{saved.id}"))


def ask_removal(visit: Visit, desk: Desk) -> Response:
    """Show what would be kept no longer, and ask."""
    return _removal_page(visit, desk)


def remove(visit: Visit, desk: Desk) -> Response:
    """Keep a segment no longer, if it is the one that the form was shown with; lead to those that are kept."""
    office = office_of(visit, desk)
    saved = saved_segment(office.slug, visit.params["segment"], people=office.people)
    try:
        remove_segment(saved, people=office.people, journal=office.journal, seen=revision_in(visit))
    except Conflict:
        return _removal_page(visit, desk, fault="fault_segmentchanged")
    return redirect(visit.at(f"/nation/{office.slug}/segments"))


def _draft(visit: Visit, office: Office) -> Draft:
    form = visit.request.form
    return Draft(name=form.get("name", ""), segment=read_filters(form), by=office.by)


def _name(form: Mapping[str, str], saved: SavedSegment) -> str:
    """Return the name that was typed; where it was left as the form showed it, the one that stands by now."""
    typed = form.get("name", "")
    return saved.name if typed == form.get("before-name") else typed


def _removal_page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    saved = saved_segment(nation.slug, visit.params["segment"], people=people)
    return framed(
        visit,
        desk,
        "segment-removal",
        status=409 if fault else 200,
        nation=nation,
        saved=saved,
        told=told(saved.segment, words_for(visit, desk)),
        fault=fault,
    )


_SEGMENT = f"{SEGMENTS}/{{segment}}"

ROUTES = (
    Route(method="POST", path=SEGMENTS, needs=Permission.EDIT_PEOPLE, view=save),
    Route(method="POST", path=_SEGMENT, needs=Permission.EDIT_PEOPLE, view=change),
    Route(method="POST", path=f"{_SEGMENT}/name", needs=Permission.EDIT_PEOPLE, view=rename),
    Route(method="GET", path=f"{_SEGMENT}/remove", needs=Permission.EDIT_PEOPLE, view=ask_removal),
    Route(method="POST", path=f"{_SEGMENT}/remove", needs=Permission.EDIT_PEOPLE, view=remove),
)
