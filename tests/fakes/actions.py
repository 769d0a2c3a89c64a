"""What stands behind the public endpoint, in memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from shared.actions.limits import Count
    from shared.actions.taken import TakenAction


class InMemoryLimitStore:
    """Counts in a dictionary; a `broken` one raises as a throttled table does."""

    def __init__(self) -> None:
        self.counts: Counter[Count] = Counter()
        self.broken = False

    def add(self, count: Count, number: int, *, most: int) -> int | None:
        if self.broken:
            raise TransientError("throttled")
        if self.counts[count] + number > most:
            return None
        self.counts[count] += number
        return self.counts[count]


class InMemoryActionsQueue:
    """Keeps actions in a list; a `broken` one takes nothing."""

    def __init__(self) -> None:
        self.actions: list[TakenAction] = []
        self.broken = False

    def put(self, action: TakenAction) -> None:
        if self.broken:
            raise TransientError("out of reach")
        self.actions.append(action)
