"""What a rollout costs and how long it takes on AWS: counted units times prices, and the quota that binds first.

`python -m tests.bench.costs` prints the table that docs/scale.md carries; a test holds the two together.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

PRICES = Path(__file__).with_name("prices.toml")
MILLION = 1_000_000

ROW_BYTES = 130
"""Of a people file, as the sample has them."""

PIECE_BYTES = 8 * 1024 * 1024
"""Of a range and of a shard in `prod`."""

FOR_A_PERSON = {"write_unit": 2.0}
"""Counted by `make bench`: one for the item, one for its place in the index."""

FOR_A_NATION = {
    "write_unit": 130.0,
    "read_unit": 40.0,
    "s3_put": 14.0,
    "lambda_request": 1.0,
    "transition": 3.7,
    "message": 3.0,
    "lambda_gigabyte_second": 2.6,
}
"""Counted: 12 puts and 2 listings; 22 items, of which 15 hold pages and e-mails of about 3 KB."""

WORKER_SECONDS_A_ROW = 70e-6
"""Processor time of sorting and loading one row, measured; a worker has 1.77 GB."""

MEMORY = 1.77

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
        "nations: 3.7 transitions each at 800 a second": size.nations * FOR_A_NATION["transition"] / TRANSITIONS,
        "nations: 1.5 s each in 100 workers": size.nations * SECONDS_A_NATION / WORKERS,
    }


def table(*sizes: Size) -> str:
    """Return the table of costs and times in Markdown, a column for each size."""
    heads = [f"{size.nations:,} nations, {size.people:,} people" for size in sizes]
    bills, times = [dollars(size) for size in sizes], [seconds(size) for size in sizes]
    lines = [_line("", heads), _line("---", ["---:"] * len(sizes))]
    lines += [_line(name.replace("_", " "), [f"{bill[name]:,.2f} $" for bill in bills]) for name in bills[0]]
    lines.append(_line("**all of it, once**", [f"**{sum(bill.values()):,.2f} $**" for bill in bills]))
    lines += [_line(name, [f"{time[name]:,.0f} s" for time in times]) for name in times[0]]
    return "\n".join(lines)


def _line(name: str, cells: list[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


SIZES = (Size(nations=400, people=MILLION), Size(nations=10_000, people=48 * MILLION))

if __name__ == "__main__":
    print(table(*SIZES))  # noqa: T201 - it is what the command is for
