"""A second factor, enrolled or changed: noted with the member, and in the log."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.tokens import Draw


def note_enrolment(member: Member, *, members: MemberStore, now: datetime, draw: Draw = token_hex) -> Member:
    """Note that a code is asked of a member from now on, and return them as they now are.

    All their sessions end, and every signing in that is under way: neither knew of this second factor.
    Raises Conflict if they were changed meanwhile; the code is asked all the same.
    """
    enrolled = replace(member, enrolled_at=now, generation=member.generation + 1)
    logged = entry(Deed.ENROLLED, by=member, nation=None, about={}, now=now, draw=draw)
    members.save(enrolled, after=member, entry=logged)
    return enrolled
