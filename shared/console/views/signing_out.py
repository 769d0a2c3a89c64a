"""Signing out: in this browser, or wherever one is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.sessions import end, end_everywhere
from shared.console.cookies import SESSION, dropped
from shared.console.response import Response, redirect
from shared.console.route import Door, Route

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def here(visit: Visit, desk: Desk) -> Response:
    """End the session of this browser."""
    end(visit.signed_in.token, sessions=desk.sessions)
    return _out(visit)


def everywhere(visit: Visit, desk: Desk) -> Response:
    """End all sessions of this member, whoever has them."""
    member = visit.signed_in.member
    end_everywhere(member, by=member, members=desk.members, sign_in=desk.sign_in, now=visit.now, draw=desk.draw)
    return _out(visit)


def _out(visit: Visit) -> Response:
    return redirect(visit.at("/sign-in")).with_cookies(dropped(SESSION))


ROUTES = (
    Route(method="POST", path="/sign-out", needs=Door.SIGNED_IN, view=here),
    Route(method="POST", path="/sign-out-everywhere", needs=Door.SIGNED_IN, view=everywhere),
)
