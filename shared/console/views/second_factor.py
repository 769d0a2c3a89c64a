"""The second factor: the code of an authenticator app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.lockout import take_try
from shared.access.sign_in import CodeAnswer
from shared.console.entering import attempt_of, enter, pending_of
from shared.console.response import Response, page, redirect
from shared.console.route import Door, Route
from shared.console.views.signing_in import FORBIDDEN, MANY

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def ask(visit: Visit, desk: Desk) -> Response:
    """Ask for the code of somebody whose password was right."""
    pending = pending_of(visit, desk)
    return _page(visit, desk) if pending and pending.challenge else redirect(visit.at("/sign-in"))


def take(visit: Visit, desk: Desk) -> Response:
    """Try the code; it counts as a try on the name, like a password."""
    pending = pending_of(visit, desk)
    member = desk.members.get(pending.member_id) if pending and pending.challenge else None
    if pending is None or member is None:
        return redirect(visit.at("/sign-in"))
    if take_try(attempt_of(member.id, visit), tries=desk.tries, key=desk.members.key(), now=visit.now):
        return _page(visit, desk, fault="fault_held", status=MANY)
    match desk.sign_in.try_code(member.id, pending.challenge, code_of(visit)):
        case CodeAnswer.RIGHT:
            return enter(visit, desk, member, second_factor=True, to=pending.to)
        case CodeAnswer.WRONG:
            return _page(visit, desk, fault="fault_code", status=FORBIDDEN)
        case CodeAnswer.TOO_LATE:
            return _page(visit, desk, fault="fault_late", status=FORBIDDEN)


def code_of(visit: Visit) -> str:
    """Return the code that was typed; apps show it with a space in its middle."""
    return "".join(visit.request.form.get("code", "").split())


def _page(visit: Visit, desk: Desk, *, fault: str = "", status: int = 200) -> Response:
    return page(desk.pages.show("second-factor", visit, fault=fault), status=status)


ROUTES = (
    Route(method="GET", path="/second-factor", needs=Door.ANYBODY, view=ask),
    Route(method="POST", path="/second-factor", needs=Door.ANYBODY, view=take),
)
