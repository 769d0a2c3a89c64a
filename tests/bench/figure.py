"""One measured figure, and the promise it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A ratio or a count; `bound` is spelled with its sense (`≤ 1.5`) and None where nothing was promised."""

    name: str
    value: float
    unit: str
    bound: str | None
    holds: bool
    detail: str


def at_most(name: str, value: float, bound: float, *, unit: str, detail: str) -> Figure:
    """Return a figure that was promised not to exceed `bound`."""
    return Figure(name=name, value=value, unit=unit, bound=f"≤ {bound:g}", holds=value <= bound, detail=detail)


def at_least(name: str, value: float, bound: float, *, unit: str, detail: str) -> Figure:
    """Return a figure that was promised not to fall below `bound`."""
    return Figure(name=name, value=value, unit=unit, bound=f"≥ {bound:g}", holds=value >= bound, detail=detail)


def within(name: str, value: float, *, of: float, by: float, unit: str, detail: str) -> Figure:
    """Return a figure that was promised to differ from `of` by no more than `by`."""
    holds = abs(value - of) <= by
    return Figure(name=name, value=value, unit=unit, bound=f"{of:g} ± {by:g}", holds=holds, detail=detail)


def reported(name: str, value: float, *, unit: str, detail: str) -> Figure:
    """Return a figure that nothing was promised of."""
    return Figure(name=name, value=value, unit=unit, bound=None, holds=True, detail=detail)


MEASURED, UNMEASURED, BROKEN = 0, 1, 3
"""Exit codes of a run; 2 is what a wrong argument ends with."""


def verdict(measured: Iterable[Sequence[Figure]]) -> int:
    """Return the exit code of a run: what could not be measured tells before what does not hold."""
    runs = list(measured)
    if not all(runs):
        return UNMEASURED
    return MEASURED if all(figure.holds for figures in runs for figure in figures) else BROKEN
