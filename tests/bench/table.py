"""The figures as a table for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.bench.figure import Figure

WIDTH = 118


def lines(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield the lines of the table: a line for each figure, and below it what was measured."""
    for figure in figures:
        verdict = "—" if figure.bound is None else ("holds" if figure.holds else "FAILS")
        yield f"{figure.name:<22} {number(figure.value):>10} {figure.unit:<26} {figure.bound or '':<10} {verdict}"
        yield from textwrap.wrap(figure.detail, WIDTH, initial_indent="    ", subsequent_indent="    ")


def number(value: float) -> str:
    """Return a number with three digits that tell, thousands parted."""
    if value == round(value):
        return f"{value:,.0f}"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
