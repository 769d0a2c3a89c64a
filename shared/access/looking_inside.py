"""Looking inside a nation (break-glass): HQ reads its people for some hours, and the nation reads why."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.authority import may
from shared.access.errors import NotAllowed, Reason
from shared.access.grant import Grant, Standing
from shared.access.permission import Permission
from shared.access.role import RoleName
from shared.access.team import Change
from shared.access.tokens import ID_BYTES
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.tokens import Draw

LONGEST = timedelta(hours=4)
"""Long enough to settle one matter, short enough to need a new reason for the next."""

REASON_CHARACTERS = (10, 500)
"""A reason says something, and fits into a line of the log."""


def look_inside(
    member: Member,
    nation: str,
    *,
    reason: str,
    span: timedelta,
    members: MemberStore,
    now: datetime,
    draw: Draw = token_hex,
) -> Grant:
    """Have a member of HQ read a nation's people for a while; the nation's log has the reason in their words.

    It ends with their right to look, if that is sooner: when that runs out, and when it is taken back.
    Raises NotAllowed, InputError, and Conflict if the nation's team was changed meanwhile.
    """
    if not may(member, Permission.LOOK_INSIDE, nation=None, now=now):
        raise NotAllowed(Reason.NO_LOOKING)
    why = said_why(reason)
    _check(span)
    until = min([now + span, *_ends(member, now)])
    grant = Grant(
        id=draw(ID_BYTES),
        role=RoleName.READER,
        nation=nation,
        given_by=member.id,
        given_at=now,
        expires_at=until,
        reason=why,
    )
    about = {"grant": grant.id, "reason": why, "until": until.isoformat()}
    logged = entry(Deed.LOOKED_INSIDE, by=member, nation=nation, about=about, now=now, draw=draw)
    standing = Standing(member_id=member.id, grant=grant)
    members.change(Change(team=members.team(nation), entries=(logged,), given=(standing,)))
    return grant


def said_why(reason: str) -> str:
    """Return a reason in one line; raises InputError if it says too little or too much."""
    least, most = REASON_CHARACTERS
    why = " ".join(reason.split())
    if not least <= len(why) <= most:
        remedy = f"Say in {least} to {most} characters what for: the nation reads it in its log"
        raise InputError([Fault(place="reason", reason="missing, too short or too long", remedy=remedy)])
    return why


def _ends(member: Member, now: datetime) -> list[datetime]:
    """Return when at the latest the member's right to look runs out; nothing, if it does not."""
    rights = [grant for grant in member.grants if grant.may_look(now)]
    ends = [grant.expires_at for grant in rights if grant.expires_at is not None]
    return [max(ends)] if len(ends) == len(rights) else []


def _check(span: timedelta) -> None:
    if not timedelta() < span <= LONGEST:
        remedy = f"Ask for at most {LONGEST // timedelta(hours=1)} hours"
        raise InputError([Fault(place="hours", reason="too long a look", remedy=remedy)])
