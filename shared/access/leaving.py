"""A member goes: by themselves, or because an owner of the network or the operator has them go."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.authority import may
from shared.access.errors import NotAllowed, Reason
from shared.access.permission import Permission
from shared.access.revoking import Revoking, take_all_of
from shared.access.role import RoleName

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.sign_in import SignIn
    from shared.access.tokens import Draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Who has somebody go, when; `by` None is the operator."""

    by: Member | None
    members: MemberStore
    sign_in: SignIn
    now: datetime
    draw: Draw = token_hex


def may_remove(by: Member | None, member: Member, *, now: datetime) -> bool:
    """Tell whether somebody may have a member go: the member themselves, an owner, the operator."""
    return by is None or by.id == member.id or may(by, Permission.INVITE_HQ, nation=None, now=now)


def remove_member(member: Member, *, task: Leaving) -> None:
    """Take back all roles of a member with what they passed on, and forget their address, name and password.

    The log keeps what they did, under their id. Whoever is interrupted begins anew: what is done stays done.
    Raises NotAllowed, and Conflict if a team was changed meanwhile.
    """
    if not may_remove(task.by, member, now=task.now):
        raise NotAllowed(Reason.NOT_THEIRS)
    if _is_last_owner(member, task):
        raise NotAllowed(Reason.LAST_OWNER)
    taking = Revoking(by=task.by, members=task.members, now=task.now, draw=task.draw)
    for place in {grant.nation for grant in member.grants}:
        take_all_of(member.id, nation=place, task=taking)
    task.sign_in.forget(member.id)
    about = {"member": member.id}
    logged = entry(Deed.REMOVED_MEMBER, by=task.by, nation=None, about=about, now=task.now, draw=task.draw)
    task.members.remove(member, entry=logged)


def _is_last_owner(member: Member, task: Leaving) -> bool:
    team = task.members.team(None)
    owners = {
        standing.member_id
        for standing in team.standings
        if standing.grant.role is RoleName.OWNER and standing.grant.is_live(task.now)
    }
    return owners == {member.id}
