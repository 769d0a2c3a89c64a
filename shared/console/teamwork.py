"""What a team's page shows: each role with its holder, each open invitation, and what the viewer may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.access.delegating import given_until
from shared.access.errors import NotAllowed
from shared.access.revoking import may_revoke
from shared.access.role import RoleName

if TYPE_CHECKING:
    from datetime import date, datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.team import Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One role of the team, taken or offered; `until` None is without end."""

    grant_id: str
    member_id: str
    """Whose it is; empty where nobody holds it yet."""
    name: str
    role: str
    until: date | None
    revocable: bool
    email: str = ""
    """Of whom it is offered to, if the viewer may offer it again."""
    is_over: bool = False
    """Whether it was offered, and nobody took it up in time."""


def holders(team: Team, members: MemberStore, *, viewer: Member, now: datetime) -> tuple[Seat, ...]:
    """Return the roles that are held at this moment, in the order of their holders' names."""
    live = [standing for standing in team.standings if standing.grant.is_live(now)]
    names = {each: _name(members, each) for each in {standing.member_id for standing in live}}
    seats = (
        Seat(
            grant_id=standing.grant.id,
            member_id=standing.member_id,
            name=names[standing.member_id],
            role=standing.grant.role.value,
            until=standing.grant.expires_at.date() if standing.grant.expires_at else None,
            revocable=may_revoke(viewer, standing.grant, now=now),
        )
        for standing in live
    )
    return tuple(sorted(seats, key=lambda seat: (seat.name, seat.role)))


def waiting(team: Team, *, viewer: Member, now: datetime) -> tuple[Seat, ...]:
    """Return the invitations that nobody has accepted, for as long as they are kept; `until` is the last day for it."""
    mine = roles_to_give(viewer, nation=team.nation, now=now)
    return tuple(
        Seat(
            grant_id=invitation.id,
            member_id="",
            name=invitation.name,
            role=invitation.role.value,
            until=invitation.expires_at.date(),
            revocable=may_revoke(viewer, invitation, now=now),
            email=invitation.email if invitation.role.value in mine else "",
            is_over=not invitation.is_open(now),
        )
        for invitation in team.invitations
    )


def roles_to_give(giver: Member, *, nation: str | None, now: datetime) -> tuple[str, ...]:
    """Return the roles that a member may give in a nation, or in HQ."""
    return tuple(role.value for role in RoleName if _may_give(giver, role, nation, now))


def _may_give(giver: Member, role: RoleName, nation: str | None, now: datetime) -> bool:
    try:
        given_until(giver, role, nation=nation, until=None, now=now)
    except NotAllowed:
        return False
    return True


def _name(members: MemberStore, member_id: str) -> str:
    member = members.get(member_id)
    return member.name if member else member_id[:8]
