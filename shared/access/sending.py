"""Send a letter to a member: never lost, and once unless its sender dies at the very moment.

It is taken in hand before it leaves, for a time: two who are told of it at once do not both send it. Whoever is killed
before it says what became of the letter is waited for no longer than that, and the letter is sent by the next who is
told of it. The mail service may then have had it before: a second mail brings the same link, which works once.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from shared.access.ports import Taken
from shared.access.posting import LetterKind, token_for
from shared.kernel.errors import PermanentError, TransientError

if TYPE_CHECKING:
    from datetime import timedelta

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
    NOBODY = "nobody"
    """A new password was asked for an address that is no member's."""
    HELD_BACK = "held back"
    """No letter will leave: the mail service refuses it, or the key of its link is gone."""


OUTCOMES = {Taken.GONE: Sent.GONE, Taken.SETTLED: Sent.SETTLED}


class LetterHeld(TransientError):  # noqa: N818 - the name states the fact, as the style asks
    """Somebody else has the letter in hand, or died with it: it must be told of again."""


def send_letter(
    pk: str,
    *,
    post: Post,
    members: MemberStore,
    clerk: Clerk,
    keys: SigningKeys,
    mailer: Mailer,
    clock: Clock,
    hold: timedelta,
) -> Sent:
    """Send the letter that lies under a partition; raises TransientError for what another try may mend by itself.

    For as long as `hold` nobody else takes it: longer than whoever calls this may live.
    """
    now = clock.now()
    posting = post.take(pk, now=now, until=now + hold)
    if posting is Taken.HELD:
        raise LetterHeld("the letter is in another hand")
    if isinstance(posting, Taken):
        return OUTCOMES[posting]
    try:
        letter = _written(posting, members=members, clerk=clerk, keys=keys)
        if isinstance(letter, Sent):
            return _settled(posting, letter, post)
        mailer.send(letter)
    except (PermanentError, ValueError):
        return _settled(posting, Sent.HELD_BACK, post)
    except Exception:
        # Whatever it was, the letter is in nobody's hand while it waits for its next try.
        post.hand_back(posting, until=now + hold)
        raise
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
