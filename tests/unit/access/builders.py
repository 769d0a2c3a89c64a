"""Builders for tests of access: each test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from shared.access.audit import AuditEntry
from shared.access.grant import OPERATOR, Grant, Standing
from shared.access.inviting import Offer, accept, invite
from shared.access.member import Member, member_id
from shared.access.role import RoleName
from shared.access.session import LIFE, Session
from shared.access.team import Change
from tests.builders import NOON

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.ports import MemberStore

_numbers = count()


def a_grant(role: RoleName = RoleName.FIELD, nation: str | None = "paris-6", **changes: Any) -> Grant:
    """Return a grant that the operator gave at noon."""
    facts: dict[str, Any] = {"id": f"{next(_numbers):016x}", "given_by": OPERATOR, "given_at": NOON}
    return Grant(role=role, nation=nation, **facts | changes)


def a_member(*grants: Grant, email: str = "marie@example.org", **changes: Any) -> Member:
    """Return a member with these grants."""
    facts: dict[str, Any] = {"id": member_id(email, key=b"key"), "name": "Marie Dupont", "language": "fr"}
    return Member(email=email, grants=grants, **facts | changes)


def a_session(**changes: Any) -> Session:
    """Return a session that began at noon."""
    facts: dict[str, Any] = {
        "member_id": "0" * 32,
        "csrf": "c" * 64,
        "generation": 1,
        "created_at": NOON,
        "seen_at": NOON,
        "renewed_at": NOON,
        "expires_at": NOON + LIFE,
    }
    return Session(**facts | changes)


def an_entry(at: datetime = NOON, **changes: Any) -> AuditEntry:
    """Return an entry of the log, with an id of its own."""
    facts: dict[str, Any] = {"id": f"{next(_numbers):016x}", "who": OPERATOR, "what": "exported-people"}
    return AuditEntry(at=at, **facts | {"nation": "paris-6", "about": {"file": "7"}} | changes)


def an_offer(email: str = "marie@example.org", role: RoleName = RoleName.CANDIDATE, **changes: Any) -> Offer:
    """Return an offer of a role in Paris 6e."""
    facts: dict[str, Any] = {"name": "Marie Dupont", "language": "fr", "nation": "paris-6"}
    return Offer(email=email, role=role, **facts | changes)


def joined(members: MemberStore, offer: Offer, *, giver: Member | None = None, now: datetime = NOON) -> Member:
    """Return somebody who was invited and accepted."""
    invitation, _ = invite(offer, giver=giver, members=members, now=now)
    return accept(invitation, members=members, now=now)


def hand(members: MemberStore, member: Member, grant: Grant) -> None:
    """Have a member of the store hold a grant, whoever may give it."""
    change = Change(
        team=members.team(grant.nation),
        entries=(an_entry(nation=grant.nation),),
        newcomer=None if members.get(member.id) else replace(member, grants=()),
        given=(Standing(member_id=member.id, grant=grant),),
    )
    members.change(change)
