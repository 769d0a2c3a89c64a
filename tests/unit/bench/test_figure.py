"""Figures hold or fail by their bounds, and a table says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import people_list
from tests.bench.figure import BROKEN, MEASURED, UNMEASURED, Figure, at_least, at_most, reported, verdict, within
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


GOOD, BAD = at_most("a", 1, 2, unit="×", detail=""), at_most("b", 3, 2, unit="×", detail="")


@pytest.mark.parametrize(
    ("measured", "code"),
    [
        ([[GOOD], [GOOD, reported("c", 7, unit="×", detail="")]], MEASURED),
        ([[GOOD], [GOOD, BAD]], BROKEN),
        ([[GOOD], []], UNMEASURED),
        ([[BAD], []], UNMEASURED),
    ],
    ids=["all-holds", "a-bound-does-not-hold", "nothing-measured", "neither"],
)
def test_a_run_in_which_a_bound_does_not_hold_or_nothing_is_measured_fails(
    measured: list[list[Figure]], code: int
) -> None:
    assert verdict(measured) == code


@pytest.mark.parametrize(
    ("figure", "bound"),
    [
        ("people-page", people_list.BOUND),
        ("people-page-memory", people_list.MEMORY_BOUND),
        ("people-segments", people_list.BOUND),
        ("people-segments-memory", people_list.MEMORY_BOUND),
        ("people-scans", 0),
        ("people-segments-scans", 0),
    ],
)
def test_the_page_on_scale_quotes_the_bounds_of_a_nations_people(figure: str, bound: float) -> None:
    quoted = (Path(__file__).parents[3] / "docs" / "scale.md").read_text("utf-8")

    assert any(f"`{figure}`" in line and f"| ≤ {bound:g} " in line for line in quoted.splitlines())
