"""What an import worker's own processor time goes to: a row's cost against merely parsing it."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING

from shared.geography.france import france
from shared.people.loading import load_shard
from shared.people.planning import PlanLimits
from shared.people.sorting import sort_range
from shared.people.store import DynamoPeopleStore
from shared.rollouts.sort_people import assigning
from tests.bench.dropping import dropping_dynamodb
from tests.bench.figure import Figure, reported
from tests.bench.local_files import LocalPeopleFiles
from tests.bench.memory import planned
from tests.bench.rounds import least, processor_seconds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bench.workbench import Workbench

SIZE = 4 << 20
"""Bytes: 28,000 rows, in a single range and a single shard."""

ROUNDS = 3
MICROSECOND = 1e-6


def measure(bench: Workbench) -> list[Figure]:
    """Return what sorting and loading a row take of the processor, as a multiple of what parsing it takes."""
    job = planned(bench, SIZE, PlanLimits(range_bytes=SIZE, shard_bytes=SIZE))
    files, plan = LocalPeopleFiles(bench.folder), job.plan
    sort = partial(sort_range, plan, 0, files=files, assign=assigning(plan, atlas=france()))
    load = partial(load_shard, plan, 0, files=files, people=DynamoPeopleStore(dropping_dynamodb(), "people"))
    sort()
    read = partial(parse, bench.folder / plan.key)
    works: dict[str, Callable[[], object]] = {"parse": read, "sort": sort, "load": load}
    seconds = least({name: partial(processor_seconds, work) for name, work in works.items()}, rounds=ROUNDS)
    each = {name: spent / plan.rows / MICROSECOND for name, spent in seconds.items()}
    parsing = f"parsing alone {each['parse']:.2f} µs"
    return [
        reported(
            "sorter-processor",
            each["sort"] / each["parse"],
            unit="× csv.reader",
            detail=f"{each['sort']:.1f} µs a row for decoding, normalising, assigning and writing it; {parsing}",
        ),
        reported(
            "loader-processor",
            each["load"] / each["parse"],
            unit="× csv.reader",
            detail=f"{each['load']:.1f} µs a row for merging, reading and writing it through botocore, which prepares "
            f"and signs each request and sends none; {parsing}",
        ),
    ]


def parse(path: Path) -> int:
    """Return how many rows csv finds in a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))
