"""Send a letter to a member: once at most, however often the stream tells of it.

It is taken in hand before it leaves. Whoever is killed in between leaves it taken: nobody can know whether it went,
so it is not sent again, and a new invitation makes a new letter.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from shared.access.ports import Taken
from shared.access.posting import LetterKind, token_for
from shared.kernel.errors import PermanentError, TransientError

if TYPE_CHECKING:
    from shared.access.letters import Clerk
    from shared.access.ports import MemberStore, Post
    from shared.access.posting import Posting
    from shared.kernel.clock import Clock
    from shared.kernel.secrets import SigningKeys
    from shared.mail.letter import Letter, Mailer


class Sent(StrEnum):
    """What became of a letter that the stream told of."""

    SENT = "sent"
    SETTLED = "settled"
    """Sent, or held back, before."""
    GONE = "gone"
    UNSURE = "unsure"
    """Whoever had it in hand did not tell what became of it."""
    NOBODY = "nobody"
    """A new password was asked for an address that is no member's."""
    HELD_BACK = "held back"
    """No letter will leave: the mail service refuses it, or the key of its link is gone."""


OUTCOMES = {Taken.GONE: Sent.GONE, Taken.SETTLED: Sent.SETTLED, Taken.UNSETTLED: Sent.UNSURE}


def send_letter(
    pk: str, *, post: Post, members: MemberStore, clerk: Clerk, keys: SigningKeys, mailer: Mailer, clock: Clock
) -> Sent:
    """Send the letter that lies under a partition; raises TransientError for what another try may mend."""
    posting = post.take(pk, now=clock.now())
    if isinstance(posting, Taken):
        return OUTCOMES[posting]
    try:
        letter = _written(posting, members=members, clerk=clerk, keys=keys)
        if isinstance(letter, Sent):
            return _settled(posting, letter, post)
        mailer.send(letter)
    except TransientError:
        post.hand_back(posting)
        raise
    except (PermanentError, ValueError):
        return _settled(posting, Sent.HELD_BACK, post)
    return _settled(posting, Sent.SENT, post)


def _written(posting: Posting, *, members: MemberStore, clerk: Clerk, keys: SigningKeys) -> Letter | Sent:
    token = token_for(posting, keys.keys())
    if token is None:
        return Sent.HELD_BACK
    if posting.kind is LetterKind.INVITATION:
        return clerk.write(posting, to=posting.email, language=posting.language, token=token)
    member = members.get(posting.member_id)
    if member is None or member.generation != posting.generation:
        return Sent.NOBODY
    return clerk.write(posting, to=member.email, language=member.language, token=token)


def _settled(posting: Posting, outcome: Sent, post: Post) -> Sent:
    post.settle(posting, outcome.value)
    return outcome
