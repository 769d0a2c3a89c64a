"""What a rollout costs and how long it takes on AWS: counted units times prices, and the quota that binds first.

`python -m tests.bench.costs` prints the table that docs/scale.md carries; a test holds the two together.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infra.stages import PROD
from shared.people.grouping import READERS
from tests.bench.counted import counted
from tests.bench.figure import Figure, at_most, reported

if TYPE_CHECKING:
    from tests.bench.counted import Counted
    from tests.bench.workbench import Workbench

PRICES = Path(__file__).with_name("prices.toml")
MILLION = 1_000_000

ROW_BYTES = 150
"""Of a people file, as the sample has them."""

PIECE_BYTES = PROD.people_import.range_bytes
"""Of a range, and of a shard."""

FOR_A_PERSON = {"write_unit": 2.0}
"""Counted by `make bench`: one for the item, one for its place in the index."""

FOR_A_NATION = {
    "write_unit": 65.0,
    "read_unit": 3.4,
    "s3_put": 18.2,
    "lambda_request": 1.0,
    "transition": 2.1,
    "message": 3.0,
    "lambda_gigabyte_second": 2.6,
}
"""Counted: its items, most of 1 to 2 KB, ten of them in transactions; 17 puts and a listing."""

COUNTED_ANEW = ("write_unit", "read_unit", "s3_put")
"""Of these, what `make bench` counts again, and how much it may differ from what stands here."""

DRIFT = 0.05

WORKER_SECONDS_A_ROW = 150e-6
"""Processor time of sorting and loading one row, measured; a worker has 1.77 GB."""

MEMORY = 1.77

LOADED_A_SECOND = 1000
S3_SECONDS = 0.02
"""What a loader writes by the reckoning of `ImportCapacity`, and what it waits for each slice and each outcome.

It waits for `READERS` of them at once.
"""

TABLE_WRITES = 40_000
"""Units a second that a warmed table takes under the default quota; the index has as many of its own."""

STANDARD_STARTS = 100
"""Children of a distributed map that start in a second, as Standard executions."""

TRANSITIONS = 800
"""State transitions a second in Paris."""

WORKERS = 100
SECONDS_A_NATION = 1.5
"""`prod` provisions with 100 workers; a nation takes about a second and a half of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A network's size."""

    nations: int
    people: int

    def __str__(self) -> str:
        return f"{self.nations:,} nations, {self.people:,} people"

    @property
    def pieces(self) -> int:
        """Ranges of the people file, and as many shards."""
        return -(-self.people * ROW_BYTES // PIECE_BYTES)


def units(size: Size) -> dict[str, float]:
    """Return what a rollout of that size uses, by the names of the price file."""
    used = {name: count * size.nations for name, count in FOR_A_NATION.items()}
    used["write_unit"] += FOR_A_PERSON["write_unit"] * size.people
    used["lambda_gigabyte_second"] += WORKER_SECONDS_A_ROW * MEMORY * size.people
    used["lambda_request"] += 2 * size.pieces
    used["express_request"] = 2 * size.pieces
    used["s3_put"] += 4 * size.pieces
    # Each shard asks each range for its outcome and for its slice.
    used["s3_get"] = 2 * size.pieces**2
    return used


def dollars(size: Size) -> dict[str, float]:
    """Return what each of these costs."""
    prices = tomllib.loads(PRICES.read_text("utf-8"))["dollars_for_a_million"]
    return {name: count * prices[name] / MILLION for name, count in units(size).items()}


def seconds(size: Size) -> dict[str, float]:
    """Return the least time that each quota leaves for a rollout, in seconds."""
    return {
        "people: one write each at the table's 40,000 a second": size.people / TABLE_WRITES,
        "nations: 100 Standard children start in a second": size.nations / STANDARD_STARTS,
        "nations: 2.1 transitions each at 800 a second": size.nations * FOR_A_NATION["transition"] / TRANSITIONS,
        "nations: 1.5 s each in 100 workers": size.nations * SECONDS_A_NATION / WORKERS,
    }


def loader_seconds(size: Size) -> float:
    """Return how long one loader takes for its shard: it asks every range for its outcome and for its slice."""
    return PIECE_BYTES / ROW_BYTES / LOADED_A_SECOND + 2 * size.pieces * S3_SECONDS / READERS


def measure(bench: Workbench) -> list[Figure]:
    """Return how far the units above are from what a rollout takes today, and what it costs."""
    now = nation_units(counted(bench))
    drift = {name: abs(now[name] / FOR_A_NATION[name] - 1) for name in COUNTED_ANEW}
    bills = [f"{size} {sum(dollars(size).values()):,.2f} $" for size in SIZES]
    return [
        at_most(
            "cost-drift",
            max(drift.values()),
            DRIFT,
            unit="of the units reckoned with",
            detail="counted for a nation: " + ", ".join(f"{now[name]:.1f} {name}" for name in COUNTED_ANEW),
        ),
        reported("rollout-cost", sum(dollars(SIZES[0]).values()), unit="$ on AWS", detail="; ".join(bills)),
    ]


def nation_units(counts: Counted) -> dict[str, float]:
    """Return the units of a nation, its share of the plan included."""
    written = sum(counts.each_nation(f"network.{part}") for part in ("write", "index"))
    plan = {what: counts.of("plan_rollout", what) / counts.nations for what in ("network.write", "dynamodb.read")}
    return {
        "write_unit": written + plan["network.write"],
        "read_unit": counts.each_nation("dynamodb.read") + plan["dynamodb.read"],
        "s3_put": counts.each_nation("s3.PutObject") + counts.each_nation("s3.ListObjectsV2"),
    }


def table(*sizes: Size) -> str:
    """Return the table of costs and times in Markdown, a column for each size."""
    heads = list(map(str, sizes))
    bills, times = [dollars(size) for size in sizes], [seconds(size) for size in sizes]
    lines = [_line("", heads), _line("---", ["---:"] * len(sizes))]
    lines += [_line(name.replace("_", " "), [f"{bill[name]:,.2f} $" for bill in bills]) for name in bills[0]]
    lines.append(_line("**all of it, once**", [f"**{sum(bill.values()):,.2f} $**" for bill in bills]))
    lines += [_line(name, [f"{time[name]:,.0f} s" for time in times]) for name in times[0]]
    allowed = f"{PROD.functions.load_people.timeout.total_seconds():.0f}"
    shards = [f"{loader_seconds(size):,.0f} s" for size in sizes]
    lines.append(_line(f"one loader's shard, of the {allowed} s that it has", shards))
    return "\n".join(lines)


def _line(name: str, cells: list[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


SIZES = (Size(nations=400, people=MILLION), Size(nations=10_000, people=48 * MILLION))

if __name__ == "__main__":
    print(table(*SIZES))  # noqa: T201 - it is what the command is for
