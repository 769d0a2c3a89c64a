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
"""Longer than a request may take: whoever is killed meanwhile is waited for no longer."""


class PasswordInHand(TransientError):  # noqa: N818 - the name states the fact, as the style asks
    """Somebody sets this password at this moment, or has done so since it was last looked."""


@contextmanager
def in_one_hand(member_id: str, *, tries: Tries, now: datetime) -> Iterator[None]:
    """Have nobody else set the member's password meanwhile; raises PasswordInHand.

    Whoever comes in looks again whether it is still theirs to set: what they saw before may be over.
    """
    key = digest_of(f"password/{member_id}")
    if tries.take(key, now=now, window=HOLD, hold=lambda _: HOLD):
        raise PasswordInHand("this password is being set at this moment")
    try:
        yield
    finally:
        tries.forget(key)
