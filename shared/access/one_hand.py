"""One hand at a time on somebody's password: two who come by one link at once do not both set one.

Whoever is second is told to come again, and then finds what the first one made of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.access.tokens import digest_of
from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.access.ports import Tries

HOLD = timedelta(minutes=1)
"""Longer than a request may take: whoever looked at a link before it was used has given up by the end of it."""


class PasswordInHand(TransientError):  # noqa: N818 - the name states the fact, as the style asks
    """Somebody sets this password at this moment, or has just done so."""


@contextmanager
def in_one_hand(member_id: str, *, tries: Tries, now: datetime) -> Iterator[None]:
    """Have nobody else set the member's password meanwhile, nor for a while after; raises PasswordInHand.

    Whoever fails leaves it to the next at once.
    """
    key = digest_of(f"password/{member_id}")
    if tries.take(key, now=now, window=HOLD, hold=lambda _: HOLD):
        raise PasswordInHand("this password is being set at this moment")
    try:
        yield
    except Exception:
        tries.forget(key)
        raise
