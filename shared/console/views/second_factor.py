"""The second factor: the code of an authenticator app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.sign_in import CodeFault
from shared.console.entering import enter, is_held, pending_of, wait, was_right
from shared.console.response import Response, page, redirect
from shared.console.route import Door, Route
from shared.console.views.signing_in import FORBIDDEN, MANY

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

FAULTS = {CodeFault.WRONG: "fault_code", CodeFault.USED: "fault_used", CodeFault.TOO_LATE: "fault_late"}


def ask(visit: Visit, desk: Desk) -> Response:
    """Ask for the code of somebody whose password was right."""
    known = pending_of(visit, desk)
    return _page(visit, desk) if known and known[0].challenge else redirect(visit.at("/sign-in"))


def take(visit: Visit, desk: Desk) -> Response:
    """Try the code; it counts as a try on the name, like a password. Whoever takes another app goes on to enrol it."""
    known = pending_of(visit, desk)
    if known is None or not known[0].challenge:
        return redirect(visit.at("/sign-in"))
    pending, member = known
    if is_held(member.id, visit, desk):
        return _page(visit, desk, fault="fault_held", status=MANY)
    proof = desk.sign_in.try_code(member.id, pending.challenge, code_of(visit))
    if isinstance(proof, CodeFault):
        return _page(visit, desk, fault=FAULTS[proof], status=FORBIDDEN)
    was_right(member.id, visit, desk)
    if pending.renews:
        return wait(visit, desk, member, proof, renews=True, to=pending.to)
    return enter(visit, desk, member, second_factor=True, to=pending.to)


def code_of(visit: Visit) -> str:
    """Return the code that was typed; apps show it with a space in its middle."""
    return "".join(visit.request.form.get("code", "").split())


def _page(visit: Visit, desk: Desk, *, fault: str = "", status: int = 200) -> Response:
    return page(desk.pages.show("second-factor", visit, fault=fault), status=status)


ROUTES = (
    Route(method="GET", path="/second-factor", needs=Door.ANYBODY, view=ask),
    Route(method="POST", path="/second-factor", needs=Door.ANYBODY, view=take),
)
