"""What a supporter and a nation cost in units, counted in what a finished rollout left."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.bench.counted import counted
from tests.bench.figure import Figure, at_most
from tests.bench.floor import scanned
from tests.bench.sizes import Index, item_size, units_with_index
from tests.bench.stage import finished_rollout
from tests.bench.transitions import transitions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.counted import Counted
    from tests.bench.sizes import WireItem
    from tests.bench.transitions import Transitions
    from tests.bench.workbench import Workbench

SUPPORTER_BOUND = 2
PUTS_BEYOND_FILES = 2
TRANSITIONS_BOUND = 12


def measure(bench: Workbench) -> list[Figure]:
    """Return the units of a supporter and of a nation."""
    rollout = finished_rollout(bench)
    dynamodb, table = rollout.stage.client("dynamodb"), rollout.stage.directory().people_table
    supporters = [item for item in scanned(dynamodb, table) if item["pk"]["S"].startswith("NATION#")]
    return [
        supporter_units(supporters, index_of(dynamodb, table)),
        nation_puts(counted(bench)),
        nation_transitions(transitions(rollout), nations=bench.nations),
    ]


def index_of(dynamodb: Any, table: str) -> Index:
    """Return the one index of a table, as it was deployed."""
    (index,) = dynamodb.describe_table(TableName=table)["Table"]["GlobalSecondaryIndexes"]
    projection = index["Projection"]
    everything = projection["ProjectionType"] == "ALL"
    return Index(
        keys=tuple(key["AttributeName"] for key in index["KeySchema"]),
        included=None if everything else frozenset(projection.get("NonKeyAttributes", ())),
    )


def supporter_units(supporters: Sequence[WireItem], index: Index) -> Figure:
    """Return the most units that any supporter took: each of its writes, to the table and to the index."""
    units = Counter(sum(units_with_index(item, index)) * int(item["revision"]["N"]) for item in supporters)
    size = sum(map(item_size, supporters)) / len(supporters)
    return at_most(
        "supporter-units",
        max(units),
        SUPPORTER_BOUND,
        unit="write units",
        detail=f"of {len(supporters):,} supporters of {size:.0f} bytes on average, index included: "
        + ", ".join(f"{count:,} took {number}" for number, count in sorted(units.items())),
    )


def nation_puts(counts: Counted) -> Figure:
    """Return how many objects are put for a nation beyond its files."""
    puts, files = counts.each_nation("s3.PutObject"), counts.each_nation("files")
    detail = f"{puts:g} puts and {counts.each_nation('s3.ListObjectsV2'):g} listings for {files:g} files"
    return at_most("nation-puts", puts - files, PUTS_BEYOND_FILES, unit="puts beyond its files", detail=detail)


def nation_transitions(counts: Transitions, *, nations: int) -> Figure:
    """Return the transitions of a nation, with its share of the rollout's own."""
    detail = f"{counts.nation} of its own at most, and its share of the rollout's {counts.rollout}"
    value = counts.nation + counts.rollout / nations
    return at_most("nation-transitions", value, TRANSITIONS_BOUND, unit="transitions", detail=detail)
