"""Accepting an invitation: a new member chooses a password, a known one proves to be themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.errors import InvitationOver
from shared.access.inviting import accept, find_invitation
from shared.access.member import member_id
from shared.access.one_hand import PasswordInHand, in_one_hand
from shared.access.sign_in import WeakPassword
from shared.console.entering import has_lost, is_held, wait, was_right
from shared.console.response import Response, page, redirect
from shared.console.route import Door, Route
from shared.console.views.problems import problem
from shared.console.views.signing_in import FORBIDDEN, MANY

if TYPE_CHECKING:
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from shared.access.sign_in import Challenged, Passed
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
    if desk.sign_in.is_known(someone):
        return _by_a_known_member(visit, desk, invitation, someone)
    password = visit.request.form.get("password", "")
    if password != visit.request.form.get("again", ""):
        return _page(visit, desk, invitation, fault="fault_again", status=UNFIT)
    try:
        with in_one_hand(someone, tries=desk.tries, now=visit.now):
            if desk.sign_in.is_known(someone):
                raise PasswordInHand("somebody chose it meanwhile")
            desk.sign_in.set_password(someone, password)
            member = accept(invitation, members=desk.members, now=visit.now, draw=desk.draw)
    except WeakPassword:
        return _page(visit, desk, invitation, fault="fault_weak", status=UNFIT)
    return _let_on(visit, desk, member, desk.sign_in.try_password(someone, password))


def _by_a_known_member(visit: Visit, desk: Desk, invitation: Invitation, someone: str) -> Response:
    """Have somebody accept who proves to be themselves: the link alone opens no account that exists."""
    if is_held(someone, visit, desk):
        return _page(visit, desk, invitation, fault="fault_held", status=MANY)
    proof = desk.sign_in.try_password(someone, visit.request.form.get("password", ""))
    if proof is None:
        return _page(visit, desk, invitation, fault="fault_password", status=FORBIDDEN)
    was_right(someone, visit, desk)
    return _let_on(visit, desk, accept(invitation, members=desk.members, now=visit.now, draw=desk.draw), proof)


def _let_on(visit: Visit, desk: Desk, member: Member, proof: Passed | Challenged | None) -> Response:
    if proof is None:
        return redirect(visit.at("/sign-in"))
    return wait(visit, desk, member, proof, renews=has_lost(member, proof))


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
