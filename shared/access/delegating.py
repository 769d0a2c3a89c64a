"""What a member may give to others: at most what they hold, until at most when they hold it.

HQ reads nobody's people, so it cannot pass that on: into a nation it brings the candidate, who brings the rest.
Nobody else makes a candidate.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.errors import NotAllowed, Reason
from shared.access.permission import Permission
from shared.access.role import ROLES, RoleName, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.access.grant import Grant
    from shared.access.invitation import Invitation
    from shared.access.member import Member

_ENDLESS = datetime.max.replace(tzinfo=UTC)


def given_until(
    giver: Member | None, role: RoleName, *, nation: str | None, until: datetime | None, now: datetime
) -> datetime | None:
    """Return when a role that is given ends: at `until`, or with what the giver holds; None is never.

    `giver` None is the operator, who holds everything without end. Raises NotAllowed.
    """
    if (ROLES[role].scope is Scope.NETWORK) != (nation is None):
        raise NotAllowed(Reason.WRONG_PLACE)
    latest = _latest(giver, role, nation=nation, now=now)
    if latest is None:
        raise NotAllowed(Reason.BEYOND_RIGHTS)
    if until is not None and until > latest:
        raise NotAllowed(Reason.BEYOND_TIME)
    end = until or latest
    return None if end == _ENDLESS else end


def still_covers(grants: Iterable[Grant], passed_on: Grant | Invitation) -> bool:
    """Tell whether grants of one team suffice for having passed one on in it, or offered one."""
    own = [grant for grant in grants if grant.nation == passed_on.nation]
    return _end_of_all(own, _needed(passed_on.role)) is not None


def _latest(giver: Member | None, role: RoleName, *, nation: str | None, now: datetime) -> datetime | None:
    """Return until when at most the role may be given, or None: not at all."""
    if giver is None:
        return _ENDLESS
    if role is RoleName.CANDIDATE:
        return _ENDLESS if may(giver, Permission.RUN_NATIONS, nation=None, now=now) else None
    own = [grant for grant in giver.live_grants(now) if grant.nation == nation]
    return _end_of_all(own, _needed(role))


def _needed(role: RoleName) -> frozenset[Permission]:
    managing = Permission.INVITE_HQ if ROLES[role].scope is Scope.NETWORK else Permission.MANAGE_TEAM
    return ROLES[role].permissions | {managing}


def _end_of_all(grants: list[Grant], permissions: frozenset[Permission]) -> datetime | None:
    """Return until when all the permissions are held, or None if they are not."""
    ends = [
        max((grant.expires_at or _ENDLESS for grant in grants if permission in grant.permissions), default=None)
        for permission in permissions
    ]
    known = [end for end in ends if end is not None]
    return min(known) if len(known) == len(permissions) else None
