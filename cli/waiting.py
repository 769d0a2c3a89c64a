"""Waiting for something outside to happen: asking again and again, with an end to it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from shared.kernel.clock import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta


class Patience(Clock, Protocol):
    """Tells the time, and lets it pass."""

    def pause(self, seconds: float) -> None:
        """Return when so many seconds have passed."""


class SystemPatience(SystemClock):
    """The machine's own time."""

    def pause(self, seconds: float) -> None:
        """Return when so many seconds have passed."""
        time.sleep(seconds)


def wait_until(holds: Callable[[], bool], *, at_most: timedelta, every: timedelta, patience: Patience) -> bool:
    """Ask until it holds or the time is over; tell whether it holds."""
    end = patience.now() + at_most
    while not holds():
        if patience.now() >= end:
            return False
        patience.pause(every.total_seconds())
    return True
