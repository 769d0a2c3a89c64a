"""Enrolling a second factor: a secret for an authenticator app, and the first code that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.sign_in import CodeAnswer
from shared.console.entering import enter, pending_of
from shared.console.response import Response, page, redirect
from shared.console.route import Door, Route
from shared.console.square import address_of, is_secret, square
from shared.console.views.second_factor import code_of
from shared.console.views.signing_in import FORBIDDEN

if TYPE_CHECKING:
    from shared.access.member import Member
    from shared.console.desk import Desk
    from shared.console.pending import Pending
    from shared.console.visit import Visit


def show(visit: Visit, desk: Desk) -> Response:
    """Show a new secret, as a square for the phone's camera and in letters."""
    known = _enrolling(visit, desk)
    secret = desk.sign_in.new_secret(known[0].token) if known else None
    if known is None or secret is None:
        return redirect(visit.at("/sign-in"))
    return _page(visit, desk, known[1], secret=secret)


def take(visit: Visit, desk: Desk) -> Response:
    """Try the first code: from then on one is asked at each signing in."""
    known, secret = _enrolling(visit, desk), visit.request.form.get("secret", "")
    if known is None or not is_secret(secret):
        return redirect(visit.at("/sign-in"))
    pending, member = known
    match desk.sign_in.enrol(member.id, pending.token, code_of(visit)):
        case CodeAnswer.RIGHT:
            return enter(visit, desk, member, second_factor=True, to=pending.to)
        case CodeAnswer.WRONG:
            return _page(visit, desk, member, secret=secret, fault="fault_code")
        case CodeAnswer.TOO_LATE:
            return _page(visit, desk, member, secret=secret, fault="fault_late")


def put_off(visit: Visit, desk: Desk) -> Response:
    """Let a member of a nation in without a second factor for now; nobody of HQ."""
    known = _enrolling(visit, desk)
    if known is None or known[1].is_hq(visit.now):
        return redirect(visit.at("/sign-in"))
    return enter(visit, desk, known[1], second_factor=False, to=known[0].to)


def _enrolling(visit: Visit, desk: Desk) -> tuple[Pending, Member] | None:
    pending = pending_of(visit, desk)
    member = desk.members.get(pending.member_id) if pending and pending.token else None
    return (pending, member) if pending and member else None


def _page(visit: Visit, desk: Desk, member: Member, *, secret: str, fault: str = "") -> Response:
    drawn = square(address_of(secret, issuer=desk.pages.network, account=member.email))
    facts = {"secret": secret, "square": drawn, "may_wait": not member.is_hq(visit.now), "fault": fault}
    return page(desk.pages.show("enrol", visit, **facts), status=FORBIDDEN if fault else 200)


ROUTES = (
    Route(method="GET", path="/enrol", needs=Door.ANYBODY, view=show),
    Route(method="POST", path="/enrol", needs=Door.ANYBODY, view=take),
    Route(method="POST", path="/enrol/later", needs=Door.ANYBODY, view=put_off),
)
