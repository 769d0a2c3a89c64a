"""One member as an owner of the network sees them: what they hold where, until when, and the ways to have them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.errors import NotAllowed
from shared.access.leaving import remove_member
from shared.access.permission import Permission
from shared.access.sessions import end_everywhere
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.console.views.home import right
from shared.console.views.myself import UNFIT, leaving_of
from shared.kernel.errors import NotFound

if TYPE_CHECKING:
    from shared.access.member import Member
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def show(visit: Visit, desk: Desk) -> Response:
    """Show what somebody holds, wherever it is."""
    return _page(visit, desk, _member(visit, desk))


def remove(visit: Visit, desk: Desk) -> Response:
    """Take back all of somebody's roles, and forget them."""
    member = _member(visit, desk)
    if visit.request.form.get("sure") != "yes":
        return _page(visit, desk, member, fault="fault_sure")
    try:
        remove_member(member, task=leaving_of(visit, desk))
    except NotAllowed:
        return _page(visit, desk, member, fault="fault_last")
    return redirect(visit.at("/hq/team"))


def sign_out(visit: Visit, desk: Desk) -> Response:
    """End all of somebody's sessions: a phone was lost, a browser left open."""
    member, by = _member(visit, desk), visit.signed_in.member
    end_everywhere(member, by=by, members=desk.members, sign_in=desk.sign_in, now=visit.now, draw=desk.draw)
    return redirect(visit.at(f"/hq/members/{member.id}"))


def _member(visit: Visit, desk: Desk) -> Member:
    member = desk.members.get(visit.params["member"])
    if member is None:
        raise NotFound("nobody has this id")
    return member


def _page(visit: Visit, desk: Desk, member: Member, *, fault: str = "") -> Response:
    rights = [right(grant, visit, desk) for grant in member.live_grants(visit.now)]
    return framed(visit, desk, "member", status=UNFIT if fault else 200, someone=member, rights=rights, fault=fault)


ROUTES = (
    Route(method="GET", path="/hq/members/{member}", needs=Permission.INVITE_HQ, view=show),
    Route(method="POST", path="/hq/members/{member}", needs=Permission.INVITE_HQ, view=remove),
    Route(method="POST", path="/hq/members/{member}/sign-out", needs=Permission.INVITE_HQ, view=sign_out),
)
