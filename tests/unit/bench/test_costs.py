from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from infra.stages import PROD
from tests.bench.costs import PRICES, SIZES, Size, dollars, loader_seconds, nation_units, seconds, table, units
from tests.bench.counted import Counted

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


def test_every_price_names_its_page_and_since_when_it_is_known() -> None:
    prices = tomllib.loads(PRICES.read_text("utf-8"))

    assert prices["sources"].keys() == prices["dollars_for_a_million"].keys()
    for source in prices["sources"].values():
        assert source["page"].startswith("https://aws.amazon.com/")
        assert source["known"]


def test_a_loader_has_time_for_its_shard_up_to_200_million_people() -> None:
    allowed = PROD.functions.load_people.timeout.total_seconds()

    assert loader_seconds(Size(nations=577, people=200_000_000)) < allowed
    assert loader_seconds(Size(nations=577, people=220_000_000)) > allowed


def test_the_units_of_a_nation_hold_its_share_of_the_plan() -> None:
    counts = Counted(
        nations=2,
        rows=0,
        file_bytes=0,
        functions={
            "provision_nation": {"network.write": 60, "network.index": 4, "s3.PutObject": 24, "s3.ListObjectsV2": 4},
            "plan_rollout": {"network.write": 2, "dynamodb.read": 6},
        },
    )

    assert nation_units(counts) == {"write_unit": 33, "read_unit": 3, "s3_put": 14}
