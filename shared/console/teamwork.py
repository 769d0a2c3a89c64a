"""What a team's page shows: each role with its holder, each open invitation, and what the viewer may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.access.delegating import given_until
from shared.access.errors import NotAllowed
from shared.access.lasting import last_day
from shared.access.revoking import may_revoke
from shared.access.role import RoleName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime, tzinfo

    from shared.access.grant import Standing
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from shared.access.team import Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Who looks at a team, when, by which clock days are told, and what members are called."""

    viewer: Member
    now: datetime
    timezone: tzinfo
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One role of the team, taken or offered, from whom; `until` is its last day, None is without end.

    A look inside by headquarters has a `reason`, and ends at a moment.
    """

    grant_id: str
    member_id: str
    """Whose it is; empty where nobody holds it yet."""
    name: str
    role: str
    giver: str
    until: date | None
    revocable: bool
    offered_until: date | None = None
    """The last day on which an offer can be taken up; None where the role is held."""
    may_offer: bool = False
    """Whether the viewer may offer it again."""
    reason: str = ""
    ends: datetime | None = None
    is_over: bool = False
    """Whether it was offered, and nobody took it up in time."""


def people_of(team: Team) -> set[str]:
    """Return the ids of all whom a team's page names: who holds a role, and who gave or offers one."""
    ids = {id_ for each in team.standings for id_ in (each.member_id, each.grant.given_by)}
    return ids | {invitation.by for invitation in team.invitations}


def holders(standings: Iterable[Standing], look: Looking) -> tuple[Seat, ...]:
    """Return the roles that are held at this moment, in the order of their holders' names."""
    seats = (_held(standing, look) for standing in standings if standing.grant.is_live(look.now))
    return tuple(sorted(seats, key=lambda seat: (seat.name, seat.role)))


def waiting(invitations: Iterable[Invitation], look: Looking) -> tuple[Seat, ...]:
    """Return the invitations that nobody has accepted, for as long as they are kept."""
    return tuple(_offered(invitation, look) for invitation in invitations)


def roles_to_give(giver: Member, *, nation: str | None, now: datetime) -> tuple[str, ...]:
    """Return the roles that a member may give in a nation, or in HQ."""
    return tuple(role.value for role in RoleName if _may_give(giver, role, nation, now))


def _held(standing: Standing, look: Looking) -> Seat:
    grant = standing.grant
    return Seat(
        grant_id=grant.id,
        member_id=standing.member_id,
        name=look.names[standing.member_id],
        role=grant.role.value,
        giver=look.names[grant.given_by],
        until=last_day(grant.expires_at, look.timezone) if grant.expires_at else None,
        revocable=may_revoke(look.viewer, grant, now=look.now),
        reason=grant.reason,
        ends=grant.expires_at,
    )


def _offered(invitation: Invitation, look: Looking) -> Seat:
    return Seat(
        grant_id=invitation.id,
        member_id="",
        name=invitation.name,
        role=invitation.role.value,
        giver=look.names[invitation.by],
        until=last_day(invitation.until, look.timezone) if invitation.until else None,
        revocable=may_revoke(look.viewer, invitation, now=look.now),
        offered_until=invitation.expires_at.astimezone(look.timezone).date(),
        may_offer=_may_give(look.viewer, invitation.role, invitation.nation, look.now),
        is_over=not invitation.is_open(look.now),
    )


def _may_give(giver: Member, role: RoleName, nation: str | None, now: datetime) -> bool:
    try:
        given_until(giver, role, nation=nation, until=None, now=now)
    except NotAllowed:
        return False
    return True
