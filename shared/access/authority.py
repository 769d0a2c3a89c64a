"""Whether somebody may do something: the one question that every route and every use case asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.grant import Grant
    from shared.access.member import Member
    from shared.access.permission import Permission


def may(member: Member, permission: Permission, *, nation: str | None, now: datetime) -> bool:
    """Tell whether a member may do something in a nation, or in the network as a whole (`nation` None).

    A role of the network counts in every nation; a role in a nation counts there alone.
    """
    return any(permission in grant.permissions and _reaches(grant, nation) for grant in member.live_grants(now))


def _reaches(grant: Grant, nation: str | None) -> bool:
    return grant.is_hq or (nation is not None and grant.nation == nation)
