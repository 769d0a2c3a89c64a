"""What a rollout's functions ask of AWS, counted once for all who reckon with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tests.bench.workbench import sample, told_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.bench.workbench import Workbench

NATIONS, ROWS = 20, 4000
"""Counts for one nation and one row do not change with more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counts of a whole rollout by function (see `ledger`), and how many nations and rows it had."""

    nations: int
    rows: int
    file_bytes: int
    functions: Mapping[str, Mapping[str, float]]

    def of(self, function: str, what: str) -> float:
        """Return how often a function did something."""
        return self.functions[function].get(what, 0)

    def each_nation(self, what: str) -> float:
        """Return how often `provision_nation` did something for one nation."""
        return self.of("provision_nation", what) / self.nations

    def each_row(self, function: str, what: str) -> float:
        """Return how often a worker of the import did something for one row."""
        return self.of(function, what) / self.rows


@cache
def counted(bench: Workbench) -> Counted:
    """Roll a small sample out in memory and count."""
    files = sample(bench.folder, nations=NATIONS, people=ROWS)
    roster, people = files / "roster.csv", files / "people.csv"
    functions = told_by("-m", "tests.bench.counted_rollout", str(roster), str(people))
    return Counted(nations=NATIONS, rows=ROWS, file_bytes=people.stat().st_size, functions=functions)
