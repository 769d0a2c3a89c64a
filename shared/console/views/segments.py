"""A nation's segments: the list, one of them with its people, and the form in which one is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.facet_words import DOINGS
from shared.console.filters import (
    HOWS,
    SPARE,
    PeriodRow,
    choices_of,
    periods_of,
    query_of,
    read_but_for_periods,
    read_filters,
    rows_of,
)
from shared.console.office import may_edit, may_export
from shared.console.route import Route
from shared.console.segment_sheet import counted, selections, told, words_for
from shared.console.teammates import teammates
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.people.segments.index import read_head
from shared.people.segments.last_days import LastDays
from shared.people.segments.period import ANY
from shared.people.segments.saved import saved_segment, saved_segments
from shared.people.segments.segment import LAST_DAYS, MOST_PERIODS, PERIOD, Segment
from shared.people.tag_book import tags_offered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit
    from shared.people.segments.saved import SavedSegment
    from shared.people.table import PeopleTable

LISTED = 50
"""People on one page."""

QUIET = LastDays(what=ANY, days=30)
"""How long somebody has done nothing whom the list offers to find: the filter is there to be changed."""

SOME = 10
"""People beside the form: enough to see whether the filters find whom they should."""


def listed(visit: Visit, desk: Desk) -> Response:
    """Show all segments that are kept, with how many people each has."""
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    saved, words = saved_segments(nation.slug, people=people), words_for(visit, desk)
    found = selections([each.segment for each in saved], visit, desk, people)
    counts = [each.count for each in found] if found else [None] * len(saved)
    return framed(
        visit,
        desk,
        "segments",
        nation=nation,
        segments=[(each, told(each.segment, words), count) for each, count in zip(saved, counts, strict=True)],
        as_of=next((each.as_of for each in found or ()), None),
        waiting=found is None,
        quiet=query_of(Segment(none_of=(QUIET.facet,))),
        days=QUIET.days,
        may_edit=may_edit(visit),
        may_export=may_export(visit),
    )


def show(visit: Visit, desk: Desk) -> Response:
    """Show a segment that is kept, and a page of its people."""
    return segment_page(visit, desk)


def segment_page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    """Return the page of a segment; with a fault, as its form was sent."""
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    saved = saved_segment(nation.slug, visit.params["segment"], people=people)
    after = "" if fault else visit.request.query.get("after", "")
    return framed(
        visit,
        desk,
        "segment",
        status=422 if fault else 200,
        nation=nation,
        saved=saved,
        name=visit.request.form.get("name", saved.name) if fault else saved.name,
        told=told(saved.segment, words_for(visit, desk)),
        query=query_of(saved.segment),
        counted=counted(saved.segment, visit, desk, people, limit=LISTED, after=after),
        tag=visit.request.form.get("tag", ""),
        offered=tags_offered(nation.slug, people=people) if may_edit(visit) else (),
        team=teammates(visit, desk) if may_edit(visit) else {},
        after=after,
        fault=fault,
        may_edit=may_edit(visit),
        may_export=may_export(visit),
    )


def new(visit: Visit, desk: Desk) -> Response:
    """Show the form, with how many people its filters find."""
    return form_page(visit, desk, visit.request.query)


def form_page(visit: Visit, desk: Desk, fields: Mapping[str, str], *, fault: str = "", status: int = 422) -> Response:
    """Return the form as it is filled in; `status` is that of one at fault.

    `segment` among the fields is the one that is being changed, `revision` the one that was seen of it.
    """
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    segment, fault = _read(fields, fault)
    found = counted(segment, visit, desk, people, limit=SOME)
    words, head = words_for(visit, desk), read_head(nation.slug, people=people)
    changes = _changed(nation.slug, fields.get("segment", ""), people)
    return framed(
        visit,
        desk,
        "segment-form",
        status=status if fault else 200,
        nation=nation,
        changes=changes,
        revision=fields.get("revision") or (changes.revision if changes else ""),
        standing=told(changes.segment, words) if changes else [],
        rows=rows_of(segment),
        choices=choices_of(segment) + [(HOWS[0], "")] * SPARE,
        periods=[*periods_of(segment), PeriodRow()][:MOST_PERIODS],
        hows=HOWS,
        doings=DOINGS,
        offered=words.offered(head.facets if head else {}, chosen=segment.facets),
        told=told(segment, words),
        counted=found,
        query=query_of(segment),
        name=fields.get("name", changes.name if changes else ""),
        name_before=fields.get("before-name", changes.name if changes else ""),
        fault=fault,
        may_keep=may_edit(visit) and fault not in MISREAD,
    )


def _changed(slug: str, segment_id: str, people: PeopleTable) -> SavedSegment | None:
    return saved_segment(slug, segment_id, people=people) if segment_id else None


def _read(fields: Mapping[str, str], fault: str) -> tuple[Segment, str]:
    """Return what the form asks; where a period is none, the rest of it, that the other choices are not lost."""
    try:
        return read_filters(fields), fault
    except InputError as error:
        found = fault_of(error)
        return (Segment() if found == "fault_filters" else read_but_for_periods(fields)), found


MISREAD = frozenset({"fault_filters", "fault_period", "fault_lastdays"})
"""What is shown is then the rest of what was asked: more people than anybody meant, and not to be kept."""


def fault_of(error: InputError) -> str:
    """Return the word of what is wrong with a segment, or with its name."""
    words = {"name": "fault_segmentname", PERIOD: "fault_period", LAST_DAYS: "fault_lastdays"}
    found = [words.get(each.place, "fault_filters") for each in error.faults]
    return "fault_filters" if "fault_filters" in found else found[0]


SEGMENTS = "/nation/{slug}/segments"

ROUTES = (
    Route(method="GET", path=SEGMENTS, needs=Permission.READ_PEOPLE, view=listed),
    Route(method="GET", path=f"{SEGMENTS}/new", needs=Permission.READ_PEOPLE, view=new),
    Route(method="GET", path=f"{SEGMENTS}/{{segment}}", needs=Permission.READ_PEOPLE, view=show),
)
