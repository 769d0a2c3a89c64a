"""The figures of all nations together, and of each: numbers, and nobody's name but the candidates'."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.counters.days import growth, months_of
from shared.counters.showing import SUPPORTERS, added_up, shown_counts
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from shared.counters.days import DayCounts
    from shared.counters.ports import CounterReader
    from shared.nations.nation import Nation

COUNTED = (SUPPORTERS, "volunteers", "signatures", "rsvps")
"""The counters that HQ compares nations by."""

JOINED = "joined"
"""Supporters who came in the days that are shown."""

MEASURES = (*COUNTED, JOINED)
"""What a map is coloured and a table sorted by, with a name in the catalogue each (`figure_<name>`)."""

CHARTED = (SUPPORTERS, "volunteers", "signatures")
"""The counters whose days are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NationFigures:
    """One nation in numbers; `last` is the last of the shown days on which anybody did anything on its site."""

    nation: Nation
    measures: Mapping[str, int]
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFigures:
    """All nations in numbers, and how the network's counters moved on the days that are shown."""

    days: Sequence[date]
    nations: tuple[NationFigures, ...]
    moved: Mapping[str, tuple[int, ...]]
    totals: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Add the nations up."""
        totals: Counter[str] = Counter()
        for each in self.nations:
            totals.update(each.measures)
        object.__setattr__(self, "totals", {name: totals[name] for name in MEASURES})

    def by(self, measure: str) -> list[NationFigures]:
        """Return the nations, those with most of a measure first."""
        return sorted(self.nations, key=lambda each: (-each.measures[measure], each.nation.slug))


def network_figures(nations: Iterable[Nation], counters: CounterReader, *, days: Sequence[date]) -> NetworkFigures:
    """Return the figures of the nations that stand; of those that are gone, nothing.

    Whatever there are of nations: one query for their counters, and one for each month of the days.
    """
    counts, moved = counters.read_all(), moved_days(counters, days)
    standing = [nation for nation in nations if nation.status is not NationStatus.REMOVED]
    return NetworkFigures(
        days=days,
        nations=tuple(_of(each, counts.get(each.slug, {}), moved.get(each.slug, {}), days) for each in standing),
        moved={counter: tuple(growth(moved.values(), counter, days)) for counter in CHARTED},
    )


def moved_days(counters: CounterReader, days: Sequence[date]) -> Mapping[str, DayCounts]:
    """Return how the counters of each nation moved in the months of the days, by slug: one query for each month."""
    moved: dict[str, DayCounts] = {}
    for month in months_of(days):
        for slug, counted in counters.days_of_all(month).items():
            moved.setdefault(slug, {}).update(counted)
    return moved


def _of(nation: Nation, counts: Mapping[str, int], moved: DayCounts, days: Sequence[date]) -> NationFigures:
    sums, shown = added_up(shown_counts(nation, counts)), frozenset(days)
    measures = {counter: sums.get(counter, 0) for counter in COUNTED}
    joined = sum(steps.get(SUPPORTERS, 0) for day, steps in moved.items() if day in shown)
    return NationFigures(nation=nation, measures={**measures, JOINED: joined}, last=last_active(moved, days))


def last_active(moved: DayCounts, days: Sequence[date]) -> date | None:
    """Return the last of the days on which anybody did anything; None where nobody did on any."""
    shown = frozenset(days)
    return max((day for day, steps in moved.items() if day in shown and any(steps.values())), default=None)
