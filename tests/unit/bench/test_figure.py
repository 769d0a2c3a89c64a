"""Figures hold or fail by their bounds, and a table says so."""

from __future__ import annotations

import pytest

from tests.bench.figure import Figure, at_least, at_most, reported, within
from tests.bench.table import lines, number


@pytest.mark.parametrize(
    ("figure", "bound", "holds"),
    [
        (at_most("a", 1.5, 1.5, unit="×", detail=""), "≤ 1.5", True),
        (at_most("a", 1.51, 1.5, unit="×", detail=""), "≤ 1.5", False),
        (at_least("a", 0.9, 0.9, unit="×", detail=""), "≥ 0.9", True),
        (at_least("a", 0.89, 0.9, unit="×", detail=""), "≥ 0.9", False),
        (within("a", 0.95, of=1, by=0.1, unit="×", detail=""), "1 ± 0.1", True),
        (within("a", 1.2, of=1, by=0.1, unit="×", detail=""), "1 ± 0.1", False),
        (reported("a", 7, unit="×", detail=""), None, True),
    ],
)
def test_a_figure_is_held_against_its_bound(figure: Figure, bound: str | None, holds: bool) -> None:
    assert (figure.bound, figure.holds) == (bound, holds)


def test_the_table_tells_what_holds_what_fails_and_what_was_only_reported() -> None:
    figures = [
        at_most("good", 1, 2, unit="×", detail="fine"),
        at_most("bad", 3, 2, unit="×", detail="why"),
        reported("told", 0.25, unit="×", detail="so"),
    ]

    text = list(lines(figures))

    assert [line.split()[-1] for line in text[::2]] == ["holds", "FAILS", "—"]
    assert text[1] == "    fine"


@pytest.mark.parametrize(("value", "text"), [(2, "2"), (0.9541, "0.954"), (12345.6, "12,346"), (2.0, "2")])
def test_a_number_shows_the_digits_that_tell(value: float, text: str) -> None:
    assert number(value) == text
