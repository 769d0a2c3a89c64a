"""Sessions: begun when somebody has proven who they are, read at each request, ended in one browser or everywhere.

A session's token is another one each hour, and as soon as what its member holds has changed. The next token is made of
the one before and the stage's signing key: requests that are under way at once all come to the same, and an answer that
was lost on its way is made good by the next. The token before is good until the next one was used, and a little longer.
"""

from __future__ import annotations

import hmac
from dataclasses import replace
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.errors import NotAllowed, Reason
from shared.access.leaving import may_remove
from shared.access.session import GRACE, HQ_IDLE, LIFE, RENEWED_EVERY, SEEN_EVERY, Session, SignedIn
from shared.access.tokens import TOKEN_BYTES, digest_of

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore, SessionStore
    from shared.access.sign_in import SignIn
    from shared.access.tokens import Draw
    from shared.kernel.secrets import SigningKeys

RIGHTS_CHARACTERS = 16


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
        renewed_at=now,
        expires_at=now + LIFE,
        second_factor_at=now if second_factor else None,
        rights=rights_of(member, now),
    )
    token = draw(TOKEN_BYTES)
    sessions.add(digest_of(token), session)
    return SignedIn(session=session, member=member, token=token)


def read_session(token: str, *, sessions: SessionStore, members: MemberStore, now: datetime) -> SignedIn | None:
    """Return whose session this is, as they stand at this moment, or None: it is over, or none of ours."""
    digest = digest_of(token)
    session = sessions.get(digest)
    member = members.get(session.member_id) if session else None
    if session is None or member is None or _is_over(session, member, now):
        return None
    if not session.is_used:
        sessions.retire(session.former, by=digest, until=now + GRACE)
        session = replace(session, is_used=True)
    if now - session.seen_at >= SEEN_EVERY:
        sessions.see(digest, now)
        session = replace(session, seen_at=now)
    return SignedIn(session=session, member=member, token=token)


def renew(who: SignedIn, *, sessions: SessionStore, keys: SigningKeys, now: datetime) -> str | None:
    """Return the token that a browser is to have from now on, or None: the one that it has."""
    digest, session = digest_of(who.token), who.session
    if session.successor:
        return _known_successor(who, keys)
    rights = rights_of(who.member, now)
    if now - session.renewed_at < RENEWED_EVERY and rights == session.rights:
        return None
    token = _next_token(who.token, keys.keys()[-1])
    renewed = replace(session, renewed_at=now, seen_at=now, rights=rights, former=digest, is_used=False)
    return token if sessions.succeed(digest, by=digest_of(token), session=renewed) else None


def rights_of(member: Member, now: datetime) -> str:
    """Return what tells whether a member holds the same as before."""
    held = sorted(f"{grant.id} {grant.role}" for grant in member.live_grants(now))
    return sha256("\n".join(held).encode()).hexdigest()[:RIGHTS_CHARACTERS]


def end(token: str, *, sessions: SessionStore) -> None:
    """End one session, if it is one, under all tokens that it has."""
    digest = digest_of(token)
    session = sessions.get(digest)
    for each in (session.former, digest, session.successor) if session else ():
        if each:
            sessions.end(each)


def end_everywhere(
    member: Member,
    *,
    by: Member | None,
    members: MemberStore,
    sign_in: SignIn,
    now: datetime,
    draw: Draw = token_hex,
) -> Member:
    """End all sessions of a member, and each signing in that is under way; return them as they now are.

    `by` is the member, an owner of the network, or None for the operator. Raises NotAllowed, SignInBusy, and Conflict
    if the member was changed meanwhile.
    """
    if not may_remove(by, member, now=now):
        raise NotAllowed(Reason.NOT_THEIRS)
    renewed = replace(member, generation=member.generation + 1)
    about = {} if by and by.id == member.id else {"member": member.id}
    logged = entry(Deed.ENDED_SESSIONS, by=by, nation=None, about=about, now=now, draw=draw)
    members.save(renewed, after=member, entry=logged)
    sign_in.end_everywhere(member.id)
    return renewed


def _known_successor(who: SignedIn, keys: SigningKeys) -> str | None:
    """Return the next token as it was made before, or None: the key that it was made with is not known here."""
    known = keys.keys()
    made = (_next_token(who.token, key) for key in known)
    return next((token for token in made if digest_of(token) == who.session.successor), None)


def _next_token(token: str, key: str) -> str:
    return hmac.new(key.encode(), f"banneret/session/{token}".encode("utf-8", "replace"), sha256).hexdigest()


def _is_over(session: Session, member: Member, now: datetime) -> bool:
    is_idle = member.is_hq(now) and now - session.seen_at > HQ_IDLE
    return is_idle or now >= session.expires_at or session.generation != member.generation
