"""What stands behind the public endpoint, in memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from shared.actions.limits import Count, LimitRules
    from shared.actions.taken import TakenAction


class InMemoryLimitStore:
    """Counts in a dictionary; a `broken` one raises as a throttled table does."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[object, ...]] = Counter()
        self.broken = False

    def count(self, count: Count, rules: LimitRules) -> bool:
        if self.broken:
            raise TransientError("throttled")
        item = (count.slug, count.shard, count.ends)
        sender = (*item, count.sender)
        if self.counts[item] >= rules.share or self.counts[sender] >= rules.address:
            return False
        self.counts.update([item, sender])
        return True


class InMemoryActionsQueue:
    """Keeps actions in a list; a `broken` one takes nothing."""

    def __init__(self) -> None:
        self.actions: list[TakenAction] = []
        self.broken = False

    def put(self, action: TakenAction) -> None:
        if self.broken:
            raise TransientError("out of reach")
        self.actions.append(action)
