"""Keep counters: count the changes of deeds, each once, and show what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.counters.showing import show_counters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.counters.change import Change
    from shared.counters.ports import CounterBoard, CounterStore
    from shared.nations.ports import NationStore


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
    slugs = tuple(dict.fromkeys(change.deed.slug for change in changes))
    counted = sum(counters.count(slug, [each for each in changes if each.deed.slug == slug]) for slug in slugs)
    for slug in slugs:
        show_counters(slug, counters=counters, board=board, nations=nations)
    return CountersKept(changes=len(changes), nations=len(slugs), counted=counted)
