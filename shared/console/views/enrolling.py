"""Enrolling a second factor: a secret for an authenticator app, and the first code that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.enrolment import note_enrolment
from shared.console.cookies import PENDING, dropped
from shared.console.entering import enter, is_spent, pending_of
from shared.console.response import Response, page, redirect
from shared.console.route import Door, Route
from shared.console.square import address_of, is_secret, square
from shared.console.views.second_factor import FAULTS, code_of
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
    return _page(visit, desk, known, secret=secret)


def take(visit: Visit, desk: Desk) -> Response:
    """Try the first code: from then on one is asked at each signing in, and no other session is left."""
    known, secret = _enrolling(visit, desk), visit.request.form.get("secret", "")
    if known is None or not is_secret(secret):
        return redirect(visit.at("/sign-in"))
    pending, member = known
    fault = desk.sign_in.enrol(member.id, pending.token, code_of(visit))
    if fault:
        return _page(visit, desk, known, secret=secret, fault=FAULTS[fault])
    enrolled = note_enrolment(member, members=desk.members, now=visit.now, draw=desk.draw)
    return enter(visit, desk, enrolled, second_factor=True, to=pending.to)


def put_off(visit: Visit, desk: Desk) -> Response:
    """Let a member of a nation in without a second factor for now, once; nobody of HQ, and nobody who had one."""
    known = _enrolling(visit, desk)
    if known is None or not _may_wait(*known, visit=visit):
        return redirect(visit.at("/sign-in"))
    pending, member = known
    if visit.who and visit.who.member.id == member.id:
        return redirect(visit.at(pending.to or "/me")).with_cookies(dropped(PENDING))
    if is_spent(pending, desk, now=visit.now):
        return redirect(visit.at("/sign-in"))
    return enter(visit, desk, member, second_factor=False, to=pending.to)


def _enrolling(visit: Visit, desk: Desk) -> tuple[Pending, Member] | None:
    known = pending_of(visit, desk)
    return known if known and known[0].token else None


def _may_wait(pending: Pending, member: Member, *, visit: Visit) -> bool:
    return not pending.renews and not member.is_hq(visit.now)


def _page(visit: Visit, desk: Desk, known: tuple[Pending, Member], *, secret: str, fault: str = "") -> Response:
    pending, member = known
    facts = {
        "secret": secret,
        "square": square(address_of(secret, issuer=desk.pages.network, account=member.email)),
        "may_wait": _may_wait(pending, member, visit=visit),
        "renews": pending.renews,
        "fault": fault,
    }
    return page(desk.pages.show("enrol", visit, **facts), status=FORBIDDEN if fault else 200)


ROUTES = (
    Route(method="GET", path="/enrol", needs=Door.ANYBODY, view=show),
    Route(method="POST", path="/enrol", needs=Door.ANYBODY, view=take),
    Route(method="POST", path="/enrol/later", needs=Door.ANYBODY, view=put_off),
)
