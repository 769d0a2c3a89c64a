"""What a nation's pages show of its counters: `<slug>/counters.json`, an object of names and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError
from shared.nations.errors import NationUnknown
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.counters.ports import CounterBoard, CounterReader
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore

SUPPORTERS = "supporters"

KEPT_BACK = frozenset({"attendances"})
"""Counters that no page shows: how many came is the nation's own to know."""

LOOKS = 5
"""How often counters that move while they are shown are shown again before that is left to the next batch."""


def shown_counts(nation: Nation, counts: Mapping[str, int]) -> dict[str, int]:
    """Return what the pages show: supporters are the people of the nation's import and those who joined."""
    joined = counts.get(SUPPORTERS, 0)
    shown = {name: count for name, count in counts.items() if name.partition("#")[0] not in KEPT_BACK}
    return {**shown, SUPPORTERS: (nation.people or 0) + nation.own_people + joined}


def added_up(counts: Mapping[str, int]) -> dict[str, int]:
    """Return what is counted apart for each petition or event added up by kind."""
    sums: dict[str, int] = {}
    for name, count in counts.items():
        kind = name.partition("#")[0]
        sums[kind] = sums.get(kind, 0) + count
    return sums


def show_counters(slug: str, *, counters: CounterReader, board: CounterBoard, nations: NationStore) -> None:
    """Show the nation's counters as they stand; of a nation that is gone, nothing.

    Two workers may show the same nation's at once, and the older sums may arrive last: whoever showed
    some looks again whether they still hold. Raises TransientError if they never do.
    """
    nation = _standing(slug, nations)
    if nation is None:
        return
    shown = shown_counts(nation, counters.read(slug))
    for _ in range(LOOKS):
        board.show(slug, shown)
        latest = shown_counts(nation, counters.read(slug))
        if latest == shown:
            return
        shown = latest
    raise TransientError(f"the counters of {slug} move faster than they can be shown")


def _standing(slug: str, nations: NationStore) -> Nation | None:
    try:
        nation = nations.get(slug)
    except NationUnknown:
        return None
    return None if nation.status is NationStatus.REMOVED else nation
