"""Counters in memory, with the promises of `CounterStore` and `CounterBoard`."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from shared.counters.days import month_of
from tests.builders import NOON
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.counters.change import Change
    from shared.counters.days import DayCounts
    from shared.counters.deed import Deed
    from shared.kernel.clock import Clock


class InMemoryCounterStore:
    """Keeps counters, marks and deeds in dictionaries."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or FixedClock(NOON)
        self.moved: dict[str, DayCounts] = defaultdict(dict)
        self.deeds: set[Deed] = set()
        self.marks: dict[Deed, tuple[bool, str]] = {}
        self.counters: dict[str, Counter[str]] = defaultdict(Counter)

    def count(self, slug: str, changes: Sequence[Change]) -> int:
        return sum(self._count(slug, change) for change in changes)

    def read(self, slug: str) -> Mapping[str, int]:
        return dict(self.counters[slug])

    def read_all(self) -> Mapping[str, Mapping[str, int]]:
        return {slug: dict(counts) for slug, counts in self.counters.items() if counts}

    def days(self, slug: str, month: str) -> DayCounts:
        return {day: steps for day, steps in self.moved[slug].items() if month_of(day) == month}

    def days_of_all(self, month: str) -> Mapping[str, DayCounts]:
        return {slug: days for slug in list(self.moved) if (days := self.days(slug, month))}

    def uncounted(self, slug: str) -> Sequence[Deed]:
        return [deed for deed in self.deeds if deed.slug == slug and not self._is_counted(deed)]

    def overcounted(self, slug: str) -> Sequence[Deed]:
        return [deed for deed in self.marks if deed.slug == slug and self._is_counted(deed) and deed not in self.deeds]

    def settle(self, deed: Deed) -> bool:
        stands = deed in self.deeds
        if stands == self._is_counted(deed):
            return False
        self.marks[deed] = (stands, self.marks.get(deed, (False, "0"))[1])
        self.counters[deed.slug][deed.name] += 1 if stands else -1
        return True

    def add_up(self, slug: str) -> Mapping[str, int]:
        counted = (deed for deed in self.marks if deed.slug == slug and self._is_counted(deed))
        self.counters[slug] = Counter(deed.name for deed in counted)
        return self.read(slug)

    def _count(self, slug: str, change: Change) -> bool:
        stands, counted_to = self.marks.get(change.deed, (False, "0"))
        if stands == change.stands or change.sequence <= counted_to:
            return False
        self.marks[change.deed] = (change.stands, change.sequence)
        self.counters[slug][change.deed.name] += change.step
        today = self.moved[slug].setdefault(self._clock.now().date(), {})
        today[change.deed.counter] = today.get(change.deed.counter, 0) + change.step
        return True

    def _is_counted(self, deed: Deed) -> bool:
        return self.marks.get(deed, (False, ""))[0]


class InMemoryCounterBoard:
    """Shows counters in a dictionary, and keeps a list of all it ever showed."""

    def __init__(self) -> None:
        self.shown: dict[str, Mapping[str, int]] = {}
        self.history: list[tuple[str, Mapping[str, int]]] = []

    def show(self, slug: str, counts: Mapping[str, int]) -> None:
        self.shown[slug] = dict(counts)
        self.history.append((slug, dict(counts)))
