"""What somebody is told when it does not go as they meant: one line, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.console.response import Response, page

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def problem(visit: Visit, desk: Desk, *, told: str, status: int) -> Response:
    """Return the page of a problem: `problem_<told>` and `problem_<told>_remedy` in the catalogue."""
    return page(desk.pages.show("problem", visit, told=told), status=status)


def missing(visit: Visit, desk: Desk) -> Response:
    """Tell that there is no such page, or none for this person: the two look alike."""
    return problem(visit, desk, told="missing", status=404)


def stale(visit: Visit, desk: Desk) -> Response:
    """Tell that a form was not one that this browser was just shown."""
    return problem(visit, desk, told="stale", status=400)


def failed(visit: Visit, desk: Desk) -> Response:
    """Tell that the fault is ours."""
    return problem(visit, desk, told="failed", status=500)


def refused(visit: Visit, desk: Desk) -> Response:
    """Tell that what was asked cannot be done as things stand."""
    return problem(visit, desk, told="refused", status=409)


def busy(visit: Visit, desk: Desk) -> Response:
    """Tell that another try in a moment may do."""
    return problem(visit, desk, told="busy", status=503)
