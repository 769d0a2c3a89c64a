"""Keep counters: count the changes of deeds, each once, and show what came of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shared.counters.showing import show_counters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.counters.change import Change
    from shared.counters.ports import CounterBoard, CounterStore
    from shared.nations.ports import NationStore


AT_ONCE = 8
"""Nations at once: each waits for five answers of AWS, and one that is throttled must not hold up all behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersKept:
    """How many changes a batch told, of how many nations, and how many of them were new."""

    changes: int
    nations: int
    counted: int


def keep_counters(
    changes: Sequence[Change], *, counters: CounterStore, board: CounterBoard, nations: NationStore
) -> CountersKept:
    """Count the changes and show the counters of their nations.

    All are counted before any is shown: what hinders one page holds up no other nation's sums. A batch
    that comes again counts nothing twice, and shows its counters again.
    """
    own: dict[str, list[Change]] = {}
    for change in changes:
        own.setdefault(change.deed.slug, []).append(change)
    with ThreadPoolExecutor(AT_ONCE) as hands:
        counted = sum(hands.map(counters.count, own, own.values()))
        for _ in hands.map(partial(show_counters, counters=counters, board=board, nations=nations), own):
            continue
    return CountersKept(changes=len(changes), nations=len(own), counted=counted)
