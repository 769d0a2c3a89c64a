"""Sessions: opened by signing in, read at each request, ended by their owner, by time, or by disuse."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.session import HQ_IDLE, LIFE, SEEN_EVERY, Session, SignedIn
from shared.access.tokens import TOKEN_BYTES, digest_of

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore, SessionStore
    from shared.access.tokens import Draw


def open_session(
    member: Member, *, second_factor: bool, sessions: SessionStore, now: datetime, draw: Draw = token_hex
) -> SignedIn:
    """Begin a session for a member who has just proved who they are; `second_factor` if with a code as well."""
    session = Session(
        member_id=member.id,
        csrf=draw(TOKEN_BYTES),
        generation=member.generation,
        created_at=now,
        seen_at=now,
        expires_at=now + LIFE,
        second_factor_at=now if second_factor else None,
    )
    token = draw(TOKEN_BYTES)
    sessions.add(digest_of(token), session)
    return SignedIn(session=session, member=member, token=token)


def read_session(token: str, *, sessions: SessionStore, members: MemberStore, now: datetime) -> SignedIn | None:
    """Return whose session this is, as they stand at this moment, or None: it is over, or none of ours."""
    session = sessions.get(digest_of(token))
    member = members.get(session.member_id) if session else None
    if session is None or member is None or _is_over(session, member, now):
        return None
    if now - session.seen_at >= SEEN_EVERY:
        sessions.see(digest_of(token), now)
        session = replace(session, seen_at=now)
    return SignedIn(session=session, member=member, token=token)


def end(token: str, *, sessions: SessionStore) -> None:
    """End one session, if it is one."""
    sessions.end(digest_of(token))


def end_everywhere(member: Member, *, members: MemberStore, now: datetime, draw: Draw = token_hex) -> Member:
    """End all sessions of a member and return them as they now are. Raises Conflict if they were changed meanwhile."""
    renewed = replace(member, generation=member.generation + 1)
    logged = entry(Deed.ENDED_SESSIONS, by=member, nation=None, about={}, now=now, draw=draw)
    members.save(renewed, after=member, entry=logged)
    return renewed


def _is_over(session: Session, member: Member, now: datetime) -> bool:
    is_idle = member.is_hq(now) and now - session.seen_at > HQ_IDLE
    return is_idle or now >= session.expires_at or session.generation != member.generation
