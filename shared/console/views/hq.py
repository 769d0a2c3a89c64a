"""How HQ's rollouts go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.clock import clock_of, telling_by
from shared.console.response import Response, page
from shared.console.rollout_board import latest_boards
from shared.console.route import Route
from shared.console.views.frame import framed

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.rollout_board import RolloutBoard
    from shared.console.visit import Visit


def board(visit: Visit, desk: Desk) -> Response:
    """Show the latest rollouts."""
    runs = may(visit.signed_in.member, Permission.RUN_ROLLOUTS, nation=None, now=visit.now)
    return framed(visit, desk, "hq", rollouts=_latest(visit, desk), runs=runs)


def board_part(visit: Visit, desk: Desk) -> Response:
    """Show the same without what surrounds it, for a page that looks again."""
    telling = telling_by(clock_of(visit, desk), language=visit.language)
    return page(desk.pages.show("board", visit, rollouts=_latest(visit, desk), **telling))


def _latest(visit: Visit, desk: Desk) -> tuple[RolloutBoard, ...]:
    return latest_boards(desk.rollouts, now=visit.now, timezone=clock_of(visit, desk))


ROUTES = (
    Route(method="GET", path="/hq", needs=Permission.READ_NATIONS, view=board),
    Route(method="GET", path="/hq/board", needs=Permission.READ_NATIONS, view=board_part),
)
