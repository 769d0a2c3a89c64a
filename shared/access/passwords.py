"""Choosing a new password: by a link that is mailed to the member, good once, within an hour.

Nobody learns from asking who is a member: an address that is nobody's takes the same way, up to the letter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.errors import LinkOver
from shared.access.items import password_key
from shared.access.one_hand import PasswordInHand, in_one_hand
from shared.access.posting import LetterKind, Posting, token_of
from shared.access.tokens import TOKEN_BYTES, digest_of

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore, Post, Tries
    from shared.access.sign_in import SignIn
    from shared.access.tokens import Draw
    from shared.kernel.secrets import SigningKeys

VALID = timedelta(hours=1)
"""Long enough for a mail that lingers, short enough for a mailbox that somebody else opens later."""


def ask_for_password(
    someone: str, *, members: MemberStore, post: Post, keys: SigningKeys, now: datetime, draw: Draw = token_hex
) -> None:
    """Have a link mailed to the member with this id, if there is one."""
    member, salt = members.get(someone), draw(TOKEN_BYTES)
    post.add(
        Posting(
            kind=LetterKind.PASSWORD,
            digest=digest_of(token_of(salt, keys.keys()[-1])),
            salt=salt,
            expires_at=now + VALID,
            member_id=someone,
            generation=member.generation if member else 0,
        )
    )


def whose_link(token: str, *, members: MemberStore, post: Post, now: datetime) -> Member:
    """Return the member who was mailed a link; raises LinkOver."""
    posting = post.find(password_key(digest_of(token)))
    if posting is None or now >= posting.expires_at:
        raise LinkOver
    member = members.get(posting.member_id)
    if member is None or member.generation != posting.generation:
        raise LinkOver
    return member


def choose_password(
    member: Member,
    password: str,
    *,
    sign_in: SignIn,
    members: MemberStore,
    tries: Tries,
    now: datetime,
    draw: Draw = token_hex,
) -> None:
    """Have a member sign in with a new password; all their sessions end, and with them every link of before.

    Their second factor stays as it is. Raises WeakPassword, PasswordInHand, SignInBusy, and Conflict if they were
    changed meanwhile.
    """
    with in_one_hand(member.id, tries=tries, now=now):
        if members.get(member.id) != member:
            raise PasswordInHand("this member was changed meanwhile")
        # The password first: whoever is interrupted in between uses the same link again.
        sign_in.set_password(member.id, password)
        logged = entry(Deed.CHANGED_PASSWORD, by=member, nation=None, about={}, now=now, draw=draw)
        members.save(replace(member, generation=member.generation + 1), after=member, entry=logged)
    sign_in.end_everywhere(member.id)
