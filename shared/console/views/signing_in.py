"""Signing in: the address and the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.member import member_id
from shared.console.entering import go_on, is_held, was_right
from shared.console.response import Response, page
from shared.console.route import Door, Route
from shared.people.email import normalise_email

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

MANY, FORBIDDEN = 429, 403


def ask(visit: Visit, desk: Desk) -> Response:
    """Ask who it is."""
    return _page(visit, desk)


def take(visit: Visit, desk: Desk) -> Response:
    """Try the password: whoever is nobody here takes the same way, and as long."""
    typed = visit.request.form.get("email", "")
    someone = member_id(normalise_email(typed) or "", key=desk.members.key())
    if is_held(someone, visit, desk):
        return _page(visit, desk, fault="fault_held", status=MANY)
    proof = desk.sign_in.try_password(someone, visit.request.form.get("password", ""))
    member = desk.members.get(someone)
    if proof is None or member is None:
        return _page(visit, desk, fault="fault_password", status=FORBIDDEN)
    was_right(someone, visit, desk)
    return go_on(visit, desk, member, proof)


def _page(visit: Visit, desk: Desk, *, fault: str = "", status: int = 200) -> Response:
    typed = visit.request.form.get("email", "")
    return page(desk.pages.show("sign-in", visit, email=typed, to=visit.to, fault=fault), status=status)


ROUTES = (
    Route(method="GET", path="/sign-in", needs=Door.ANYBODY, view=ask),
    Route(method="POST", path="/sign-in", needs=Door.ANYBODY, view=take),
)
