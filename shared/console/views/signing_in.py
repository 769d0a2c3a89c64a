"""Signing in: the address and the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.console.response import Response, page

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def ask(visit: Visit, desk: Desk) -> Response:
    """Ask who it is."""
    return page(desk.pages.show("sign-in", visit, email="", fault=""))
