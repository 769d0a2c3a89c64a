"""Taking a role back, and with it what its holder passed on; or an invitation that nobody has accepted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.authority import may
from shared.access.delegating import still_covers
from shared.access.errors import NotAllowed, NotInTeam, Reason
from shared.access.grant import Standing
from shared.access.invitation import Invitation
from shared.access.permission import Permission
from shared.access.role import RoleName
from shared.access.team import Change
from shared.kernel.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.access.grant import Grant
    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.team import Team
    from shared.access.tokens import Draw

AT_ONCE = 30
"""Roles taken back in one transaction: each is three writes, and DynamoDB takes a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoking:
    """Who takes something back, when; `by` None is the operator."""

    by: Member | None
    members: MemberStore
    now: datetime
    draw: Draw = token_hex


def may_revoke(member: Member | None, held: Grant | Invitation, *, now: datetime) -> bool:
    """Tell whether a member may take back a grant or withdraw an invitation; None is the operator."""
    giver = held.by if isinstance(held, Invitation) else held.given_by
    if member is None or member.id == giver:
        return True
    hq = Permission.INVITE_HQ if held.nation is None else Permission.MANAGE_TEAM
    return may(member, hq, nation=None, now=now) or _is_candidate_over(member, held, now)


def revoke(name: str, *, nation: str | None, task: Revoking, shown: int | None = None) -> tuple[Standing, ...]:
    """Take back the grant with this id and all that was passed on along; return the roles that are held no more.

    The named one comes first. `shown` is the team's revision at which somebody saw what would go. Raises NotInTeam,
    NotAllowed, and Conflict if the team was changed meanwhile: what is left by then is taken by the next call.
    """
    team = task.members.team(nation)
    gone = would_go(name, team, by=task.by, now=task.now)
    if shown not in (None, team.revision):
        raise Conflict("this team was changed by somebody else meanwhile: look again")
    _end_looks(gone, team, task)
    _take(gone, team, task)
    return gone


def would_go(name: str, team: Team, *, by: Member | None, now: datetime) -> tuple[Standing, ...]:
    """Return the roles that go when somebody takes back the grant with this id: that one first.

    Raises NotInTeam, NotAllowed.
    """
    named = next((standing for standing in team.standings if standing.grant.id == name), None)
    if named is None:
        raise NotInTeam(name)
    if not may_revoke(by, named.grant, now=now):
        raise NotAllowed(Reason.NOT_THEIRS)
    return passed_along(named, team)


def withdraw(name: str, *, nation: str | None, task: Revoking) -> None:
    """Withdraw the invitation with this id; raises NotInTeam, NotAllowed, and Conflict."""
    team = task.members.team(nation)
    invitation = next((waiting for waiting in team.invitations if waiting.id == name), None)
    if invitation is None:
        raise NotInTeam(name)
    if not may_revoke(task.by, invitation, now=task.now):
        raise NotAllowed(Reason.NOT_THEIRS)
    about = {"invitation": invitation.id, "role": invitation.role.value}
    logged = entry(Deed.WITHDREW, by=task.by, nation=team.nation, about=about, now=task.now, draw=task.draw)
    task.members.change(Change(team=team, entries=(logged,), withdrawn=(invitation,)))


def take_all_of(member_id: str, *, nation: str | None, task: Revoking) -> None:
    """Take back whatever a member holds in a team, with all that was passed on along; raises Conflict.

    Whether that may be done is the caller's to know.
    """
    team = task.members.team(nation)
    held = [standing for standing in team.standings if standing.member_id == member_id]
    gone = tuple(dict.fromkeys(lost for standing in held for lost in passed_along(standing, team)))
    _end_looks(gone, team, task)
    _take(gone, team, task)


def passed_along(named: Standing, team: Team) -> tuple[Standing, ...]:
    """Return the grant and all that cannot stand without it, each behind the one that it came from."""
    gone = [named]
    for taken in gone:
        left = [s for s in team.standings if s not in gone]
        own = [s.grant for s in left if s.member_id == taken.member_id]
        gone += [s for s in left if _hangs_on(taken, s.grant) and not still_covers(own, s.grant)]
    return tuple(gone)


def void_with(gone: tuple[Standing, ...], team: Team, *, now: datetime) -> tuple[Invitation, ...]:
    """Return the open invitations that nobody can accept once these roles are held no more."""
    givers = {standing.member_id for standing in gone}
    left = [standing for standing in team.standings if standing not in gone]
    return tuple(
        invitation
        for invitation in team.invitations
        if invitation.by in givers
        and invitation.is_open(now)
        and invitation.role is not RoleName.CANDIDATE
        and not still_covers([s.grant for s in left if s.member_id == invitation.by], invitation)
    )


def _end_looks(gone: tuple[Standing, ...], team: Team, task: Revoking) -> None:
    """End the looks inside of those who lose HQ's right to look; so their nations read that they are over.

    They count for nothing without that right anyhow (`Member.live_grants`).
    """
    if team.nation is not None:
        return
    for member_id in dict.fromkeys(standing.member_id for standing in gone):
        member = task.members.get(member_id)
        left = [s.grant for s in team.standings if s.member_id == member_id and s not in gone]
        if member and not any(grant.may_look(task.now) for grant in left):
            for look in (grant for grant in member.grants if grant.is_look):
                _take((Standing(member_id=member_id, grant=look),), task.members.team(look.nation), task)


def _hangs_on(taken: Standing, grant: Grant) -> bool:
    """Tell whether a grant was passed on by who held another; candidates and looks inside are by HQ's own right."""
    return grant.given_by == taken.member_id and grant.role is not RoleName.CANDIDATE and not grant.reason


def _is_candidate_over(member: Member, held: Grant | Invitation, now: datetime) -> bool:
    """Tell whether the member stands in the nation, and the role is another: a candidate comes and goes by HQ."""
    return held.role is not RoleName.CANDIDATE and any(
        grant.role is RoleName.CANDIDATE and grant.nation == held.nation for grant in member.live_grants(now)
    )


def _take(gone: tuple[Standing, ...], team: Team, task: Revoking) -> None:
    """Take the roles back, those first that nothing hangs on: after an interruption the named one leads to the rest."""
    for batch in _batches(tuple(reversed(gone))):
        entries = tuple(
            entry(
                Deed.REVOKED,
                by=task.by,
                nation=team.nation,
                about={"member": s.member_id, "grant": s.grant.id, "role": s.grant.role.value},
                now=task.now,
                draw=task.draw,
            )
            for s in batch
        )
        task.members.change(Change(team=team, entries=entries, taken=batch))
        team = replace(team, revision=team.revision + 1)


def _batches(standings: tuple[Standing, ...]) -> Iterator[tuple[Standing, ...]]:
    for start in range(0, len(standings), AT_ONCE):
        yield standings[start : start + AT_ONCE]
