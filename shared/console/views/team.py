"""A team, of a nation or of HQ: who is in it and from whom, and whom one may invite, until which day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.errors import NotAllowed, Reason
from shared.access.inviting import Offer, invite, offer_again
from shared.access.lasting import through
from shared.access.permission import Permission
from shared.access.role import RoleName
from shared.console.clock import clock_of
from shared.console.route import Route
from shared.console.teammates import names_of
from shared.console.teamwork import Looking, holders, people_of, roles_to_give, waiting
from shared.console.views.frame import framed
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.access.team import Team
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

FIELDS = ("name", "email", "role", "until")
REFUSED = {
    Reason.BEYOND_TIME: "fault_longer",
    Reason.TO_ONESELF: "fault_oneself",
    Reason.SOMEBODY_STANDS: "fault_stands",
}
"""What is told of an offer that its giver may not make; of any other, that the role is not theirs to give."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show the team, and a form for one more."""
    return _page(visit, desk)


def invite_somebody(visit: Visit, desk: Desk) -> Response:
    """Invite somebody, have them written to, and show the link this once."""
    form, giver = visit.request.form, visit.signed_in.member
    try:
        offer = _offered_again(visit, desk) if "again" in form else _typed_offer(visit, desk)
        _, token = invite(offer, giver=giver, members=desk.members, now=visit.now, draw=desk.draw, keys=desk.keys)
    except InputError as error:
        return _page(visit, desk, form, fault=f"fault_{error.faults[0].place}")
    except NotAllowed as error:
        return _page(visit, desk, form, fault=REFUSED.get(error.reason, "fault_role"))
    return _page(visit, desk, link=f"{visit.request.origin}{visit.at(f'/invitation/{token}')}")


def base_of(nation: str | None) -> str:
    """Return the path of a team's page."""
    return f"nation/{nation}/team" if nation else "hq/team"


def looking_at(team: Team, visit: Visit, desk: Desk) -> Looking:
    """Return who looks at a team, with all whom its pages name."""
    return Looking(
        viewer=visit.signed_in.member,
        now=visit.now,
        timezone=clock_of(visit, desk),
        names=names_of(people_of(team), visit, desk),
    )


def _typed_offer(visit: Visit, desk: Desk) -> Offer:
    """Return what the form offers; raises InputError, NotAllowed."""
    form, role = visit.request.form, _role(visit.request.form.get("role", ""))
    return Offer(
        email=form.get("email", ""),
        name=form.get("name", ""),
        language=visit.language,
        role=role,
        nation=visit.nation,
        until=_until(role, visit, desk),
        place=_place(visit, desk),
    )


def _offered_again(visit: Visit, desk: Desk) -> Offer:
    """Return once more what somebody was offered; raises InputError where nobody waits for it any longer."""
    named = visit.request.form["again"]
    for invitation in desk.members.team(visit.nation).invitations:
        if invitation.id == named:
            return offer_again(invitation, place=_place(visit, desk))
    raise InputError([Fault(place="waiting", reason="it was accepted or withdrawn", remedy="Look at the team again")])


def _role(text: str) -> RoleName:
    try:
        return RoleName(text)
    except ValueError as error:
        raise InputError([Fault(place="role", reason="no role is called that", remedy="Choose one")]) from error


def _until(role: RoleName, visit: Visit, desk: Desk) -> datetime | None:
    """Return when the role ends that is given through the day of the form; None where it names no day."""
    text, giver = visit.request.form.get("until", ""), visit.signed_in.member
    if not text:
        return None
    try:
        day, clock = date.fromisoformat(text), clock_of(visit, desk)
        return through(day, giver=giver, role=role, nation=visit.nation, timezone=clock, now=visit.now)
    except (ValueError, OverflowError) as error:
        raise InputError([Fault(place="until", reason="it is no day", remedy="Write it like 2027-06-20")]) from error


def _place(visit: Visit, desk: Desk) -> str:
    return desk.nations.get(visit.nation).seed.name if visit.nation else ""


def _page(
    visit: Visit, desk: Desk, form: Mapping[str, str] | None = None, *, fault: str = "", link: str = ""
) -> Response:
    team, member = desk.members.team(visit.nation), visit.signed_in.member
    look = looking_at(team, visit, desk)
    return framed(
        visit,
        desk,
        "team",
        status=422 if fault else 200,
        base=base_of(visit.nation),
        team=holders(team.standings, look),
        waiting=waiting(team.invitations, look),
        sees_members=may(member, Permission.INVITE_HQ, nation=None, now=visit.now),
        roles=roles_to_give(member, nation=visit.nation, now=visit.now),
        typed={name: (form or {}).get(name, "") for name in FIELDS},
        fault=fault,
        link=link,
    )


ROUTES = (
    Route(method="GET", path="/hq/team", needs=Permission.INVITE_HQ, view=show),
    Route(method="POST", path="/hq/team/invite", needs=Permission.INVITE_HQ, view=invite_somebody),
    Route(method="GET", path="/nation/{slug}/team", needs=Permission.MANAGE_TEAM, view=show),
    Route(method="POST", path="/nation/{slug}/team/invite", needs=Permission.MANAGE_TEAM, view=invite_somebody),
)
