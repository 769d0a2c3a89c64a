"""The network's figures as CSV files, small numbers kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.counters.network_figures import CHARTED, MEASURES
from shared.counters.suppression import told, told_sum
from shared.people.exports import csv_record

if TYPE_CHECKING:
    from shared.counters.network_figures import NetworkFigures

BOM = "\ufeff"
"""By which spreadsheets know UTF-8."""


def nations_file(figures: NetworkFigures) -> str:
    """Return a line for each nation: `slug, name, candidate, state`, each measure, `last_activity`; and one of sums."""
    header = ["slug", "name", "candidate", "state", *MEASURES, "last_activity"]
    rows = [
        [
            *(each.nation.slug, each.nation.seed.name, each.nation.seed.candidate, each.nation.status.value),
            *(told(each.measures[name]) for name in MEASURES),
            each.last.isoformat() if each.last else "",
        ]
        for each in figures.nations
    ]
    sums = [told_sum([each.measures[name] for each in figures.nations]) for name in MEASURES]
    return _written([header, *rows, ["", "", "", "", *sums, ""]])


def days_file(figures: NetworkFigures) -> str:
    """Return a line for each day (`day`, by how much each counter of the whole network moved)."""
    columns = [figures.moved[counter] for counter in CHARTED]
    rows = [[day.isoformat(), *(told(column[place]) for column in columns)] for place, day in enumerate(figures.days)]
    return _written([["day", *CHARTED], *rows, ["", *map(told_sum, columns)]])


def _written(rows: list[list[str]]) -> str:
    return BOM + b"".join(map(csv_record, rows)).decode()
