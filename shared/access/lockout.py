"""Against guessing: too many tries on one name, or from one address, have those after them wait, longer each time.

A try is counted before it is made, so that many at once win nothing. What proves right, a password or a code, takes its
own try back from the address; the name's are forgotten when its owner has come in.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from shared.kernel.senders import SENDER_BITS, network_of

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.ports import Tries

WINDOW = timedelta(minutes=15)
LONGEST_HOLD = timedelta(hours=1)

NAME_TRIES = 10
"""Tries in a window that a name takes."""

ADDRESS_TRIES = 50
"""And an address, behind which there may be a whole headquarters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody tries to prove that they are a member: `member_id` of what they typed, `address` they come from."""

    member_id: str
    address: str

    def name_key(self, key: bytes, *, of: str = "tries") -> str:
        """Return under what the name's tries are counted, or what else is counted `of` it."""
        return hmac.new(key, f"{of}/name/{self.member_id}".encode(), sha256).hexdigest()

    def address_key(self, key: bytes, *, of: str = "tries") -> str:
        """Return under what the address's tries are counted, or what else is counted `of` it."""
        sender = network_of(self.address, bits=SENDER_BITS)
        return hmac.new(key, f"{of}/address/{sender}".encode(), sha256).hexdigest()


NAME_LETTERS = 3
"""Letters in a window that a name is written: more would be somebody's mischief."""

ADDRESS_LETTERS = 20
"""And those that an address may ask for."""

LETTERS = "letters"


def take_letter(attempt: Attempt, *, tries: Tries, key: bytes, now: datetime) -> datetime | None:
    """Count a letter that somebody asks for, whoever they are, and return None; or return until when none is written.

    Raises TransientError.
    """
    by_address, by_name = attempt.address_key(key, of=LETTERS), attempt.name_key(key, of=LETTERS)
    return tries.take(by_address, now=now, window=WINDOW, hold=partial(hold_after, most=ADDRESS_LETTERS)) or tries.take(
        by_name, now=now, window=WINDOW, hold=partial(hold_after, most=NAME_LETTERS)
    )


def take_try(attempt: Attempt, *, tries: Tries, key: bytes, now: datetime) -> datetime | None:
    """Count a try that is about to be made, and return None; or return until when none is taken. Raises TransientError.

    `key` is the member store's own.
    """
    return tries.take(
        attempt.address_key(key), now=now, window=WINDOW, hold=partial(hold_after, most=ADDRESS_TRIES)
    ) or tries.take(attempt.name_key(key), now=now, window=WINDOW, hold=partial(hold_after, most=NAME_TRIES))


def proved(attempt: Attempt, *, tries: Tries, key: bytes) -> None:
    """Take a try from the address's count that was no guess: its password, or its code, was right.

    The name's stays: a stolen password would else give codes to guess without end.
    """
    tries.give_back(attempt.address_key(key))


def succeeded(attempt: Attempt, *, tries: Tries, key: bytes) -> None:
    """Forget the tries on a name whose owner has come in."""
    tries.forget(attempt.name_key(key))


def hold_after(number: int, *, most: int) -> timedelta:
    """Return how long the tries after the `number`-th wait: not below `most`, then a minute, two, four, to an hour."""
    if number < most:
        return timedelta()
    doublings = min(number - most, 6)
    return min(timedelta(minutes=2**doublings), LONGEST_HOLD)
