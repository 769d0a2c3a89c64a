"""Charts as bars, laid out here and drawn as SVG by `templates/console/chart.html.j2`, with the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 720, 220
"""Of a drawing, in its own units; it is shown as wide as its place."""

LEFT, RIGHT, BOTTOM, TOP = 44, 20, 26, 18
"""Kept free for the numbers beside the bars, for the last day's name, for the days, above the highest bar."""

GAP = 0.25
"""Of a bar's place, between it and the next."""

STEPS = 4
"""Lines across, at most."""

NAMED = 8
"""Bars that have their name below them, at most: days close together would run into each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One number: where it stands, and what it is called."""

    label: str
    value: int
    x: float
    y: float
    width: float
    height: float
    is_named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line across, at a round number."""

    value: int
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A whole drawing."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen."""
        return not any(bar.value for bar in self.bars)


def chart_of(values: Sequence[int], labels: Sequence[str]) -> Chart:
    """Return the bars of numbers, each with its label; those below nothing hang from the line of nothing."""
    most, least = max([*values, 0]), min([*values, 0])
    step = step_of(most - least)
    marks = range(floor(least / step) * step, ceil(most / step) * step + 1, step)
    scale = _Scale(lowest=marks[0], highest=max(marks[-1], marks[0] + 1))
    place = (WIDTH - LEFT - RIGHT) / max(len(values), 1)
    every = max(ceil(len(values) / NAMED), 1)
    bars = [
        Bar(
            label=label,
            value=value,
            x=round(LEFT + place * (number + GAP / 2), 1),
            y=scale.y(max(value, 0)),
            width=round(place * (1 - GAP), 1),
            height=round(abs(scale.y(value) - scale.y(0)), 1),
            is_named=(len(values) - 1 - number) % every == 0,
        )
        for number, (value, label) in enumerate(zip(values, labels, strict=True))
    ]
    return Chart(bars=tuple(bars), lines=tuple(Line(value=mark, y=scale.y(mark)) for mark in marks))


def step_of(span: int) -> int:
    """Return a round step that cuts a span into at most STEPS: 1, 2 or 5 with zeros behind."""
    if span <= STEPS:
        return 1
    power = 10 ** floor(log10(span / STEPS))
    return int(next(power * round_one for round_one in (1, 2, 5, 10) if span / (power * round_one) <= STEPS))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    lowest: int
    highest: int

    def y(self, value: int) -> float:
        """Return how far below the top a number is."""
        share = (value - self.lowest) / (self.highest - self.lowest)
        return round(TOP + (HEIGHT - BOTTOM - TOP) * (1 - share), 1)
