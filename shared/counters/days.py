"""What was counted on each day: how much each counter moved, whatever its target, a month of a nation in one item.

Item of the `network` table, listed with those of all nations by its month:

    pk NATION#<slug>   sk _DAYS#<year>-<month>   kind_pk DAYS#<year>-<month>   kind_sk <slug>
    <day>#<counter> N  the change of that day, in the network's own time zone: `20#supporters`

The underscore keeps it behind what a nation's site is made of.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shared.counters.change import Change
    from shared.kernel.items import Item

DAYS = "DAYS#"

DayCounts = dict[date, dict[str, int]]
"""Changes by day and counter; a day without any is not there."""

_ON_A_DAY = re.compile(r"(\d\d)#(.+)")


def month_of(day: date) -> str:
    """Return the month of a day as keys have it."""
    return f"{day:%Y-%m}"


def days_sort(month: str) -> str:
    """Return the sort key of a nation's month."""
    return f"_{DAYS}{month}"


def days_kind(month: str) -> str:
    """Return the partition of the index `by_kind` that lists a month of all nations."""
    return f"{DAYS}{month}"


def day_steps(changes: Iterable[Change], *, day: date) -> Mapping[str, int]:
    """Return what changes that are counted on a day add to its month's item; a counter that ends as it was, nothing."""
    steps: Counter[str] = Counter()
    for change in changes:
        steps[f"{day:%d}#{change.deed.counter}"] += change.step
    return {name: step for name, step in steps.items() if step}


def read_days(item: Item) -> DayCounts:
    """Return what a month's item tells."""
    year, month = map(int, str(item["sk"]).rpartition("#")[2].split("-"))
    days: DayCounts = {}
    for name, step in item.items():
        if told := _ON_A_DAY.fullmatch(name):
            days.setdefault(date(year, month, int(told[1])), {})[told[2]] = int(step)
    return days


def months_of(days: Sequence[date]) -> Sequence[str]:
    """Return the months that days in their order lie in."""
    return list(dict.fromkeys(map(month_of, days)))


def days_until(last: date, *, count: int) -> Sequence[date]:
    """Return so many days in their order, the last one included."""
    return [last - timedelta(days=back) for back in reversed(range(count))]


def growth(counted: Iterable[DayCounts], counter: str, days: Iterable[date]) -> Iterator[int]:
    """Yield by how much a counter of all who are counted moved, on each of the days."""
    moved: Counter[date] = Counter()
    for each in counted:
        for day, steps in each.items():
            moved[day] += steps.get(counter, 0)
    return (moved[day] for day in days)
