"""Changing a person whom somebody else may be changing at the same moment, in a table that may be throttled."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from shared.kernel.errors import TransientError
from shared.people.table import StepRefused, WriteDisturbed

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

CONFLICTS = 8
"""Times that one change is tried: more than one person's own haste makes."""

TRIES = 16
"""Times that one reading or writing is tried: with their rests half a minute, which outlasts what a warm partition
holds against us. Whoever still fails leaves the rest to the queue's next try."""

FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 3.0


def until_undisturbed(attempt: Callable[[], T]) -> T:
    """Return what `attempt` does, read anew and tried again each time that somebody else was faster.

    Raises TransientError when it never gets through.
    """
    for _ in range(CONFLICTS):
        try:
            return attempt()
        except (StepRefused, WriteDisturbed):
            continue
    raise TransientError(f"a change of a person met somebody else's {CONFLICTS} times")


class Patiently(Protocol):
    """How often something is tried that a throttled table refuses."""

    def __call__(self, attempt: Callable[[], T], /) -> T:
        """Return what `attempt` does; raises TransientError when it never gets through."""


def at_once(attempt: Callable[[], T], /) -> T:
    """Try but once: whoever waits for a page is told rather than kept."""
    return attempt()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Tries again after growing rests of random length, which nobody waits for at a desk.

    `pause` takes seconds, `chance` returns 0 to 1.
    """

    pause: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def __call__(self, attempt: Callable[[], T], /) -> T:
        """Return what `attempt` does; see `Patiently`."""
        for number in range(TRIES - 1):
            try:
                return attempt()
            except TransientError:
                longest = min(FIRST_PAUSE_SECONDS * 2**number, LONGEST_PAUSE_SECONDS)
                self.pause(longest * self.chance())
        return attempt()
