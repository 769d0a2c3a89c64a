"""A team, of a nation or of HQ: who is in it, whom one may invite, and what one may take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.errors import NotAllowed
from shared.access.inviting import Offer, invite
from shared.access.permission import Permission
from shared.access.revoking import Revoking, revoke
from shared.access.role import RoleName
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.teamwork import holders, roles_to_give, waiting
from shared.console.views.frame import framed
from shared.kernel.errors import InputError

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def show(visit: Visit, desk: Desk) -> Response:
    """Show the team, and a form for one more."""
    return _page(visit, desk)


def invite_somebody(visit: Visit, desk: Desk) -> Response:
    """Invite somebody, have them written to, and show the link this once."""
    form, giver = visit.request.form, visit.signed_in.member
    try:
        offer = Offer(
            email=form.get("email", ""),
            name=form.get("name", ""),
            language=visit.language,
            role=RoleName(form.get("role", "")),
            nation=visit.nation,
            place=desk.nations.get(visit.nation).seed.name if visit.nation else "",
        )
        _, token = invite(offer, giver=giver, members=desk.members, now=visit.now, draw=desk.draw, keys=desk.keys)
    except InputError as error:
        return _page(visit, desk, fault=f"fault_{error.faults[0].place}")
    except (NotAllowed, ValueError):
        return _page(visit, desk, fault="fault_role")
    return _page(visit, desk, link=f"{visit.request.origin}{visit.at(f'/invitation/{token}')}")


def take_back(visit: Visit, desk: Desk) -> Response:
    """Take a role back with all that was passed on along, or withdraw an invitation."""
    task = Revoking(by=visit.signed_in.member, members=desk.members, now=visit.now, draw=desk.draw)
    revoke(visit.request.form.get("grant", ""), nation=visit.nation, task=task)
    return redirect(visit.at(f"/{base_of(visit.nation)}"))


def base_of(nation: str | None) -> str:
    """Return the path of a team's page."""
    return f"nation/{nation}/team" if nation else "hq/team"


def _page(visit: Visit, desk: Desk, *, fault: str = "", link: str = "") -> Response:
    team, member = desk.members.team(visit.nation), visit.signed_in.member
    form = {} if link else visit.request.form
    return framed(
        visit,
        desk,
        "team",
        status=422 if fault else 200,
        base=base_of(visit.nation),
        team=holders(team, desk.members, viewer=member, now=visit.now),
        waiting=waiting(team, viewer=member, now=visit.now),
        sees_members=may(member, Permission.INVITE_HQ, nation=None, now=visit.now),
        roles=roles_to_give(member, nation=visit.nation, now=visit.now),
        typed={"name": form.get("name", ""), "email": form.get("email", "")},
        fault=fault,
        link=link,
    )


ROUTES = (
    Route(method="GET", path="/hq/team", needs=Permission.INVITE_HQ, view=show),
    Route(method="POST", path="/hq/team/invite", needs=Permission.INVITE_HQ, view=invite_somebody),
    Route(method="POST", path="/hq/team/revoke", needs=Permission.INVITE_HQ, view=take_back),
    Route(method="GET", path="/nation/{slug}/team", needs=Permission.MANAGE_TEAM, view=show),
    Route(method="POST", path="/nation/{slug}/team/invite", needs=Permission.MANAGE_TEAM, view=invite_somebody),
    Route(method="POST", path="/nation/{slug}/team/revoke", needs=Permission.MANAGE_TEAM, view=take_back),
)
