"""One candidate a nation, where members decide: a second one would be a way into it that gives no reason.

Whoever takes a candidate's place comes by `shared.access.replacing`: the pages of the nation and its log say so.
The operator, who holds everything anyway, may bring in a second one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.errors import NotAllowed, Reason
from shared.access.role import RoleName

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.team import Team


def refuse_a_second(giver: Member | None, role: RoleName, *, team: Team, someone: str, now: datetime) -> None:
    """Let nobody but the operator make `someone`, a member id, a candidate beside another; raises NotAllowed."""
    if giver is None or role is not RoleName.CANDIDATE:
        return
    standing = {each.member_id for each in team.standings if each.grant.role is role and each.grant.is_live(now)}
    if standing - {someone}:
        raise NotAllowed(Reason.SOMEBODY_STANDS)
