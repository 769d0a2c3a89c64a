"""How much may be sent to one nation within a window of time: by one address, and in all.

Few visitors come near a limit, and none should wait for it to be asked: a process lets a tenth of a limit pass on its
own count, then tells the table, which counts for all processes. So a limit can be passed by a tenth for each process
that runs beside the first, and one below ten is exact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from shared.actions.addresses import keyed

UNASKED = 10
"""The part of a limit, one in so many, that a process lets pass before it asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRules:
    """How many actions a window of `seconds` takes: of one address, and of one nation."""

    address: int
    nation: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What is counted together: actions sent to a nation in the window that ends at `ends` (epoch seconds).

    Those of one `sender`, or all of them where it is empty.
    """

    slug: str
    sender: str
    ends: int

    @property
    def of_all(self) -> Count:
        """The nation's own count in the same window."""
        return replace(self, sender="")


class LimitStore(Protocol):
    """Keeps what all processes have counted."""

    def add(self, count: Count, number: int, *, most: int) -> int | None:
        """Add `number` and return what that makes, or None if it would be more than `most`. Raises TransientError."""


class Limits:
    """Counts of one process, and what it knows to be used up; for one window at a time."""

    def __init__(self, store: LimitStore, rules: LimitRules) -> None:
        self.rules = rules
        self._store = store
        self._turn_to(0)

    def let_pass(self, count: Count) -> bool:
        """Count one more action of a sender, unless that breaks a rule; tell whether it was counted.

        What the nation's limit refuses stays on its sender's count. Raises TransientError.
        """
        if count.ends != self._ends:
            self._turn_to(count.ends)
        if not self._used_up.isdisjoint((count, count.of_all)):
            return False
        return self._add(count, self.rules.address) and self._add(count.of_all, self.rules.nation)

    def _turn_to(self, ends: int) -> None:
        self._ends = ends
        self._told: dict[Count, int] = {}
        self._untold: dict[Count, int] = {}
        self._used_up: set[Count] = set()

    def _add(self, count: Count, most: int) -> bool:
        untold = self._untold[count] = self._untold.get(count, 0) + 1
        if untold <= most // UNASKED and self._told.get(count, 0) + untold <= most:
            return True
        told = self._store.add(count, untold, most=most)
        if told is None:
            # Counts never fall within a window: there is nothing to ask until the next.
            self._used_up.add(count)
            return False
        self._told[count], self._untold[count] = told, 0
        return True


def place(slug: str, address: str, *, secret: bytes, rules: LimitRules, now: datetime) -> Count:
    """Return where an action of this moment is counted; the address itself is not in it."""
    sender = keyed(address, secret=secret, day=now.astimezone(UTC).date().isoformat())
    return Count(slug=slug, sender=sender, ends=(int(now.timestamp()) // rules.seconds + 1) * rules.seconds)
