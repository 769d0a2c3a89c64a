"""Bars where they belong."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.console.chart import BOTTOM, HEIGHT, LEFT, NAMED, STEPS, TOP, WIDTH, chart_of, step_of

ROUNDED = 0.2


@given(st.lists(st.integers(-10_000, 1_000_000), max_size=90))
def test_every_bar_lies_within_the_drawing_and_as_high_as_its_number(values: list[int]) -> None:
    chart = chart_of(values, [str(number) for number in range(len(values))])

    assert all(LEFT <= bar.x <= bar.x + bar.width <= WIDTH + 1 for bar in chart.bars)
    assert all(TOP - 0.1 <= bar.y <= bar.y + bar.height <= HEIGHT - BOTTOM + 0.1 for bar in chart.bars)
    heights = [bar.height for bar in sorted(chart.bars, key=lambda bar: abs(bar.value))]
    assert all(lower <= higher + ROUNDED for lower, higher in pairwise(heights))
    assert sum(bar.is_named for bar in chart.bars) <= NAMED


@given(st.integers(0, 10**9))
def test_lines_stand_at_round_numbers_and_are_few(span: int) -> None:
    step = step_of(span)

    assert span / step <= STEPS
    assert str(step).rstrip("0") in {"1", "2", "5"}


@pytest.mark.parametrize(("values", "marks"), [([0, 3], [0, 1, 2, 3]), ([90], [0, 50, 100]), ([-4, 9], [-5, 0, 5, 10])])
def test_the_lines_take_in_all_numbers(values: list[int], marks: list[int]) -> None:
    chart = chart_of(values, ["a", "b"][: len(values)])

    assert [line.value for line in chart.lines] == marks


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart_of([0, 0], ["a", "b"]).is_empty
    assert chart_of([], []).is_empty
