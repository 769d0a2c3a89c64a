"""Whole numbers out of texts that somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.numbers import MOST, whole_number


@given(st.integers(min_value=0, max_value=MOST), st.integers(min_value=0, max_value=5000))
def test_a_number_is_read_however_many_noughts_stand_before_it(number: int, noughts: int) -> None:
    assert whole_number("0" * noughts + str(number)) == number


@pytest.mark.parametrize("text", ["", " 1", "1.0", "-1", "+1", "1_000", "²", "٣", "one"])
def test_a_text_of_anything_but_plain_digits_is_none(text: str) -> None:
    assert whole_number(text) is None


@pytest.mark.parametrize("text", ["366", "1000", "9" * 5000], ids=["one-over", "longer", "thousands-of-digits"])
def test_a_number_over_the_most_is_none(text: str) -> None:
    assert whole_number(text, most=365) is None


def test_the_most_is_read() -> None:
    assert whole_number("365", most=365) == 365
