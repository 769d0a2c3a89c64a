from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.errors import InputError
from shared.rollouts.waves import Tolerance, WavePlan

THOUSANDS = "9" * 5000
"""Digits that Python refuses to read as a number, by an error of its own."""


def test_waves_are_cut_in_the_order_of_the_roster() -> None:
    assert WavePlan.parse("1,2,rest").cut("abcdef") == [["a"], ["b", "c"], ["d", "e", "f"]]


def test_a_plan_without_rest_still_takes_everybody() -> None:
    assert WavePlan.parse("1,2").cut("abcdef") == [["a"], ["b", "c"], ["d", "e", "f"]]


def test_no_wave_is_empty() -> None:
    assert WavePlan.parse("5,45,rest").cut("abc") == [["a", "b", "c"]]


def test_a_plan_is_written_as_it_is_read() -> None:
    assert str(WavePlan.parse(" 5, 45 ,REST")) == "5,45,rest"


@given(sizes=st.lists(st.integers(1, 50), max_size=5), nations=st.integers(0, 300))
def test_every_nation_is_in_exactly_one_wave(sizes: list[int], nations: int) -> None:
    waves = WavePlan(sizes=tuple(sizes)).cut(range(nations))

    assert [nation for wave in waves for nation in wave] == list(range(nations))


@pytest.mark.parametrize(
    "text", ["", "rest,5", "0,rest", "-1", "five", "5,,rest", "5;45", pytest.param(THOUSANDS, id="thousands")]
)
def test_wave_sizes_that_make_no_sense_are_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(InputError, match=r"--waves: .* no list of wave sizes. Give the sizes"):
        WavePlan.parse(text)


@pytest.mark.parametrize(
    ("text", "nations", "tolerated"), [("2%", 400, 8), ("2%", 5, 0), ("2.5 %", 400, 10), ("3", 5, 3), ("0", 5, 0)]
)
def test_a_tolerance_is_a_share_or_a_number(text: str, nations: int, tolerated: int) -> None:
    assert Tolerance.parse(text).of(nations) == tolerated


@pytest.mark.parametrize(
    "text", ["", "two", "-1", "101%", "1.5", "%", "2%%", "1.2.3%", pytest.param(THOUSANDS, id="thousands")]
)
def test_a_tolerance_that_makes_no_sense_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(InputError, match=r"--tolerate: .* neither a share nor a number"):
        Tolerance.parse(text)
