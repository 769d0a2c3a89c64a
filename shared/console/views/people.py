"""A nation's people: the list in name order, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.office import may_edit
from shared.console.route import Route
from shared.console.seeking import seek
from shared.console.teammates import teammates
from shared.console.views.frame import framed
from shared.counters.showing import SUPPORTERS, shown_counts
from shared.people.tag_book import tags_offered

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

LISTED = 50
"""People on one page."""


def listed(visit: Visit, desk: Desk) -> Response:
    """Show a page of the people, or of those whom a search finds."""
    return list_page(visit, desk)


def list_page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    """Return the list that the query asks for, or that a form was sent from; with a fault, as it was sent."""
    nation, query = desk.nations.get(visit.params["slug"]), visit.request.form if fault else visit.request.query
    asked, after = query.get("q", "").strip(), query.get("after", "")
    page = seek(asked, visit, desk, limit=LISTED, after=after)
    counts = shown_counts(nation, desk.counters.read(nation.slug))
    return framed(
        visit,
        desk,
        "people",
        status=422 if fault else 200,
        nation=nation,
        people=page.elements,
        next=page.cursor,
        found=page,
        after=after,
        q=asked,
        total=None if asked else counts[SUPPORTERS],
        may_edit=may_edit(visit),
        ticked=visit.request.ticked("who"),
        all_here=bool(visit.request.form.get("here")),
        team=teammates(visit, desk) if may_edit(visit) else {},
        tag=visit.request.form.get("tag", ""),
        offered=tags_offered(nation.slug, people=desk.reach(nation.slug).people) if may_edit(visit) else (),
        fault=fault,
        is_erased=bool(query.get("erased")),
    )


ROUTES = (Route(method="GET", path="/nation/{slug}/people", needs=Permission.READ_PEOPLE, view=listed),)
