from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.costs import SIZES, Size, dollars, seconds, table, units

DOCUMENT = Path(__file__).parents[3] / "docs" / "scale.md"


def test_the_page_on_costs_carries_the_computed_table() -> None:
    assert table(*SIZES) in DOCUMENT.read_text("utf-8")


def test_a_million_people_cost_two_write_units_each() -> None:
    alone = Size(nations=0, people=1_000_000)

    assert units(alone)["write_unit"] == 2_000_000
    assert dollars(alone)["write_unit"] == pytest.approx(1.4846)


def test_the_table_of_people_binds_first_at_every_size() -> None:
    for size in SIZES:
        binding = max(seconds(size), key=lambda name: seconds(size)[name])
        assert binding.startswith("people")


def test_every_cost_but_reading_slices_grows_in_proportion() -> None:
    small, large = (dollars(Size(nations=100 * n, people=10_000_000 * n)) for n in (1, 4))

    for name in small.keys() - {"s3_get"}:
        assert large[name] == pytest.approx(4 * small[name], rel=0.05)
