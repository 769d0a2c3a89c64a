"""Recount a nation: make its counters agree with the deeds that stand, while others go on being counted.

Each deed that disagrees with its mark is settled by a transaction of its own, which looks at the deed
once more as it counts it: what the stream still has to tell of it then finds it settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.counters.showing import show_counters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.counters.ports import CounterBoard, CounterStore
    from shared.nations.ports import NationStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """The counters before and after, and how many deeds had been missed or counted too much."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    missed: int
    surplus: int


def recount_nation(slug: str, *, counters: CounterStore, board: CounterBoard, nations: NationStore) -> Recounted:
    """Settle every deed of the nation, add its counters up anew and show them. Raises NationUnknown, TransientError."""
    nations.get(slug)
    before = counters.read(slug)
    missed = sum(map(counters.settle, counters.uncounted(slug)))
    surplus = sum(map(counters.settle, counters.overcounted(slug)))
    after = counters.add_up(slug)
    show_counters(slug, counters=counters, board=board, nations=nations)
    return Recounted(before=before, after=after, missed=missed, surplus=surplus)
