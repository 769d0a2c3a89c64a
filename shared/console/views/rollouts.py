"""All rollouts, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.route import Route
from shared.console.views.frame import framed

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

ROLLOUTS = 50
"""Rollouts on one page."""


def listed(visit: Visit, desk: Desk) -> Response:
    """Show a page of the rollouts, the latest first."""
    found = desk.rollouts.page(limit=ROLLOUTS, cursor=visit.request.query.get("after") or None)
    return framed(
        visit,
        desk,
        "rollouts",
        rollouts=found.elements,
        next=found.cursor,
    )


ROUTES = (Route(method="GET", path="/hq/rollouts", needs=Permission.READ_NATIONS, view=listed),)
