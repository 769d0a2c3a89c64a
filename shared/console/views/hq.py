"""What HQ sees: how its rollouts go, and how its nations stand; numbers of people, never people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.board import board_of
from shared.console.clock import clock_of, telling_by
from shared.console.response import Response, page
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.counters.showing import SUPPORTERS, shown_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.board import Lane
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation

NATIONS = 50
"""Nations on one page."""


def board(visit: Visit, desk: Desk) -> Response:
    """Show the latest rollouts."""
    runs = may(visit.signed_in.member, Permission.RUN_ROLLOUTS, nation=None, now=visit.now)
    return framed(visit, desk, "hq", rollouts=_latest(desk), runs=runs)


def board_part(visit: Visit, desk: Desk) -> Response:
    """Show the same without what surrounds it, for a page that looks again."""
    telling = telling_by(clock_of(visit, desk), language=visit.language)
    return page(desk.pages.show("board", visit, rollouts=_latest(desk), **telling))


def _latest(desk: Desk) -> tuple[Lane, ...]:
    return board_of(desk.rollouts, timezone=desk.calendar.timezone(()))


def nations(visit: Visit, desk: Desk) -> Response:
    """Show a page of the nations in the order of their slugs."""
    # Those of all nations come by one query: fifty nations would be fifty reads.
    counters = desk.counters.read_all()
    found = desk.nations.page(limit=NATIONS, cursor=visit.request.query.get("after") or None)
    return framed(
        visit,
        desk,
        "nations",
        rows=[_row(nation, counters.get(nation.slug, {})) for nation in found.elements],
        next=found.cursor,
        steers=may(visit.signed_in.member, Permission.RUN_NATIONS, nation=None, now=visit.now),
    )


def _row(nation: Nation, counted: Mapping[str, int]) -> dict[str, object]:
    counts = shown_counts(nation, counted)
    return {
        "slug": nation.slug,
        "name": nation.seed.name,
        "candidate": nation.seed.candidate,
        "status": nation.status.value,
        "supporters": counts[SUPPORTERS],
        "volunteers": counts.get("volunteers", 0),
        "kit": (nation.kit_version or "").partition("+")[0],
    }


ROUTES = (
    Route(method="GET", path="/hq", needs=Permission.READ_NATIONS, view=board),
    Route(method="GET", path="/hq/board", needs=Permission.READ_NATIONS, view=board_part),
    Route(method="GET", path="/hq/nations", needs=Permission.READ_NATIONS, view=nations),
)
