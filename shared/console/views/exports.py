"""Exports of a nation's people: asked for, waited for, taken as a file for a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.office import office_of, showed_second_factor
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.segment_sheet import today_of, words_for
from shared.console.views.frame import framed
from shared.kernel.errors import Conflict
from shared.people.segments.export import ExportState, exports_of, read_export
from shared.people.segments.exporting import TAKEN, ExportWish, ask_for_export
from shared.people.segments.saved import saved_segment, saved_segments
from shared.people.segments.segment import Segment

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.segments.export import Export
    from shared.people.table import PeopleTable


def listed(visit: Visit, desk: Desk) -> Response:
    """Show the exports that can be had, and the form for one more."""
    return _page(visit, desk)


def ask(visit: Visit, desk: Desk) -> Response:
    """Have a segment's people exported, or everybody; lead to the list."""
    if not showed_second_factor(visit):
        return _page(visit, desk, status=403)
    office, member = office_of(visit, desk), visit.signed_in.member
    segment, name = _wanted(visit, desk, office.people)
    wish = ExportWish(segment=segment, day=today_of(visit, desk), name=name, by=member.id, who=member.name)
    ask_for_export(office.slug, wish, exports=desk.exports, draw=office.draw, **office.ports)
    return redirect(visit.at(f"/nation/{office.slug}/exports"))


def take(visit: Visit, desk: Desk) -> Response:
    """Lead to an export's file by a link that holds for a minute; the log tells who took it."""
    if not showed_second_factor(visit):
        return _page(visit, desk, status=403)
    office = office_of(visit, desk)
    export = read_export(office.slug, visit.params["export"], people=office.people, now=visit.now)
    if export.state is not ExportState.READY:
        raise Conflict(f"export {export.id} is still being made")
    office.journal.record(office.slug, TAKEN, {"export": export.id, "mark": export.mark})
    return redirect(desk.reach(office.slug).exported.of(export.file_key, name=export.file_name))


def _page(visit: Visit, desk: Desk, *, status: int = 200) -> Response:
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    exports = exports_of(nation.slug, people=people, now=visit.now)
    states = {each.id: each.state_at(visit.now) for each in exports}
    page = framed(
        visit,
        desk,
        "exports",
        status=status,
        nation=nation,
        exports=exports,
        days={each.id: _days(each, visit, desk) for each in exports},
        states=states,
        waiting=ExportState.WAITING in states.values(),
        segments=saved_segments(nation.slug, people=people),
        chosen=visit.request.query.get("segment", ""),
        may_export=showed_second_factor(visit),
    )
    return page.reaching(desk.reach(nation.slug).exported.origin) if exports else page


def _days(export: Export, visit: Visit, desk: Desk) -> list[str]:
    """Return in words which days an export's last days were: they are others today."""
    if not export.days:
        return []
    words = words_for(visit, desk)
    return [words.named(period.facet) for period in export.segment.days_on(export.day).values()]


def _wanted(visit: Visit, desk: Desk, people: PeopleTable) -> tuple[Segment, str]:
    """Return whom the form names, and what they are called; raises SegmentUnknown."""
    chosen = visit.request.form.get("segment", "")
    if not chosen:
        return Segment(), desk.pages.words(visit.language).say("export_everybody")
    saved = saved_segment(visit.params["slug"], chosen, people=people)
    return saved.segment, saved.name


_EXPORTS = "/nation/{slug}/exports"

ROUTES = (
    Route(method="GET", path=_EXPORTS, needs=Permission.EXPORT_PEOPLE, view=listed),
    Route(method="POST", path=_EXPORTS, needs=Permission.EXPORT_PEOPLE, view=ask),
    Route(method="POST", path=f"{_EXPORTS}/{{export}}", needs=Permission.EXPORT_PEOPLE, view=take),
)
