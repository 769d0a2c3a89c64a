"""Accepting an invitation: a new member chooses a password, a known one proves to be themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.errors import InvitationOver
from shared.access.inviting import accept, find_invitation
from shared.access.lockout import take_try
from shared.access.member import member_id
from shared.access.sign_in import Challenged, WeakPassword
from shared.console.entering import attempt_of, go_on, wait
from shared.console.pending import Pending
from shared.console.response import Response, page
from shared.console.route import Door, Route
from shared.console.views.problems import problem
from shared.console.views.signing_in import FORBIDDEN, MANY

if TYPE_CHECKING:
    from shared.access.invitation import Invitation
    from shared.access.sign_in import Passed
    from shared.console.desk import Desk
    from shared.console.visit import Visit

GONE, UNFIT = 410, 422


def show(visit: Visit, desk: Desk) -> Response:
    """Show who is invited to what, and ask for a password."""
    try:
        return _page(visit, desk, _invitation(visit, desk))
    except InvitationOver:
        return problem(visit, desk, told="closed", status=GONE)


def take(visit: Visit, desk: Desk) -> Response:
    """Accept, and lead on to the second factor."""
    try:
        return _taken(visit, desk, _invitation(visit, desk))
    except InvitationOver:
        return problem(visit, desk, told="closed", status=GONE)


def _taken(visit: Visit, desk: Desk, invitation: Invitation) -> Response:
    someone = member_id(invitation.email, key=desk.members.key())
    is_known = desk.sign_in.is_known(someone)
    if is_known and take_try(attempt_of(someone, visit), tries=desk.tries, key=desk.members.key(), now=visit.now):
        return _page(visit, desk, invitation, fault="fault_held", status=MANY)
    proof = _proved(visit, desk, someone) if is_known else _chosen(visit, desk, someone)
    if isinstance(proof, str):
        return _page(visit, desk, invitation, fault=proof, status=FORBIDDEN if is_known else UNFIT)
    member = accept(invitation, members=desk.members, now=visit.now, draw=desk.draw)
    if isinstance(proof, Challenged):
        return go_on(visit, desk, member, proof)
    return wait(visit, desk, Pending(member_id=member.id, token=proof.token), at="/enrol")


def _proved(visit: Visit, desk: Desk, someone: str) -> Passed | Challenged | str:
    """Return what a known member's password leads to, or the fault."""
    return desk.sign_in.try_password(someone, visit.request.form.get("password", "")) or "fault_password"


def _chosen(visit: Visit, desk: Desk, someone: str) -> Passed | Challenged | str:
    """Set the password that a new member chose, and return what it leads to, or the fault."""
    password = visit.request.form.get("password", "")
    if password != visit.request.form.get("again", ""):
        return "fault_again"
    try:
        desk.sign_in.set_password(someone, password)
    except WeakPassword:
        return "fault_weak"
    return desk.sign_in.try_password(someone, password) or "fault_password"


def _invitation(visit: Visit, desk: Desk) -> Invitation:
    return find_invitation(visit.params["token"], members=desk.members, now=visit.now)


def _page(visit: Visit, desk: Desk, invitation: Invitation, *, fault: str = "", status: int = 200) -> Response:
    is_known = desk.sign_in.is_known(member_id(invitation.email, key=desk.members.key()))
    place = desk.nations.get(invitation.nation).seed.name if invitation.nation else ""
    facts = {"invitation": invitation, "token_text": visit.params["token"], "is_known": is_known, "place": place}
    return page(desk.pages.show("invitation", visit, **facts, fault=fault), status=status)


ROUTES = (
    Route(method="GET", path="/invitation/{token}", needs=Door.ANYBODY, view=show),
    Route(method="POST", path="/invitation/{token}", needs=Door.ANYBODY, view=take),
)
