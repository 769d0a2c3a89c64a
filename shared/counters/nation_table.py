"""The nations as a table: how each stands in a line, found by words and state, in the order of any column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from shared.counters.days import days_until
from shared.counters.network_figures import last_active, moved_days
from shared.counters.showing import SUPPORTERS, shown_counts
from shared.nations.nation import NationStatus
from shared.people.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from _typeshed import SupportsRichComparison

    from shared.counters.ports import CounterReader
    from shared.nations.nation import Nation

COLUMNS = ("name", "candidate", "state", "people", "volunteers", "last", "kit")
"""What the table may be ordered by."""

MOST_FIRST = frozenset({"people", "volunteers", "last", "kit"})
"""Columns whose usual order begins with the most, the latest, the newest."""

LIFE = tuple(NationStatus)

_NUMBERS = re.compile(r"(\d+)")


def kit_number(nation: Nation) -> str:
    """Return the number of a nation's version of the kit; nothing before it has one."""
    return (nation.kit_version or "").partition("+")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class NationLine:
    """One nation; `last` is the day on which anybody last did anything on its site, None before all days looked at."""

    nation: Nation
    people: int
    volunteers: int
    last: date | None

    @property
    def kit(self) -> str:
        """The number of its kit's version; empty before it has one."""
        return kit_number(self.nation)


@dataclass(frozen=True, slots=True, kw_only=True)
class NationTable:
    """The lines of all nations; activity is known `since` a day."""

    lines: tuple[NationLine, ...]
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which lines are wanted: those with every one of the words, in one state or any, ordered by a column."""

    words: str = ""
    state: NationStatus | None = None
    by: str = COLUMNS[0]
    is_turned: bool = False
    """Whether the order is the other way round."""


def nation_table(nations: Iterable[Nation], counters: CounterReader, *, today: date) -> NationTable:
    """Return the table of all nations, those that are gone too.

    Activity is looked for in this month and the one before: whatever there are of nations, three queries beside theirs.
    """
    before = days_until(today, count=today.day + 1)[0]
    since = before.replace(day=1)
    days = days_until(today, count=(today - since).days + 1)
    counts, moved = counters.read_all(), moved_days(counters, days)
    lines = (_line(each, counts.get(each.slug, {}), last_active(moved.get(each.slug, {}), days)) for each in nations)
    return NationTable(lines=tuple(lines), since=since)


def _line(nation: Nation, counted: Mapping[str, int], last: date | None) -> NationLine:
    counts = shown_counts(nation, counted)
    return NationLine(nation=nation, people=counts[SUPPORTERS], volunteers=counts.get("volunteers", 0), last=last)


def chosen_lines(lines: Iterable[NationLine], choice: Choice) -> Sequence[NationLine]:
    """Return the lines that are wanted, in their order; alike ones in that of their slugs."""
    words = fold(choice.words).split()
    found = [line for line in lines if choice.state in {None, line.nation.status} and _has(line, words)]
    found.sort(key=attrgetter("nation.slug"))
    found.sort(key=ORDERS[choice.by], reverse=choice.is_turned is not (choice.by in MOST_FIRST))
    return found


def _has(line: NationLine, words: Sequence[str]) -> bool:
    if not words:
        return True
    seed = line.nation.seed
    told = fold(f"{seed.name}\n{seed.slug}\n{seed.candidate}")
    return all(word in told for word in words)


def natural(text: str) -> list[str | int]:
    """Return a key that puts `Paris 6` before `Paris 10`, and `É` beside `e`."""
    parts = _NUMBERS.split(fold(text))
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


ORDERS: Mapping[str, Callable[[NationLine], SupportsRichComparison]] = {
    "name": lambda line: natural(line.nation.seed.name),
    "candidate": lambda line: natural(line.nation.seed.candidate),
    "state": lambda line: LIFE.index(line.nation.status),
    "people": lambda line: line.people,
    "volunteers": lambda line: line.volunteers,
    "last": lambda line: line.last.toordinal() if line.last else 0,
    "kit": lambda line: natural(line.kit),
}
