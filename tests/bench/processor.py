"""What an import worker's own processor time goes to: a row's cost against merely parsing it."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING

from infra.stages import LOCAL
from shared.people.planning import PlanLimits
from tests.bench.figure import Figure, reported
from tests.bench.memory import planned
from tests.bench.rounds import least, processor_seconds
from tests.bench.workbench import sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bench.memory import Import
    from tests.bench.workbench import Workbench

ROWS = 25_000
"""About as many as a range of the local stage has; no two of a place more than in the whole sample."""

ROUNDS = 3
MICROSECOND = 1e-6


def measure(bench: Workbench) -> list[Figure]:
    """Return what sorting and loading a row take of the processor, as a multiple of what parsing it takes."""
    files = sample(bench.folder, nations=bench.nations, people=ROWS)
    size = LOCAL.people_import.range_bytes
    job = planned(files, "people.csv", files, PlanLimits(range_bytes=size, shard_bytes=size))
    works: dict[str, Callable[[], float]] = {
        "parse": partial(processor_seconds, partial(parse, files / "people.csv")),
        "sort": partial(seconds, job, "sort"),
        "load": partial(seconds, job, "load"),
    }
    spent = least(works, rounds=ROUNDS)
    each = {name: value / job.plan.rows / MICROSECOND for name, value in spent.items()}
    parsing = f"parsing alone {each['parse']:.2f} µs"
    return [
        reported(
            "sorter-processor",
            each["sort"] / each["parse"],
            unit="× csv.reader",
            detail=f"{each['sort']:.1f} µs a row for decoding, normalising, assigning and writing it, by a worker "
            f"that has not met its places before; {parsing}",
        ),
        reported(
            "loader-processor",
            each["load"] / each["parse"],
            unit="× csv.reader",
            detail=f"{each['load']:.1f} µs a row for merging, reading and writing it through botocore, which prepares "
            f"and signs each request and sends none; {parsing}",
        ),
    ]


def seconds(job: Import, step: str) -> float:
    """Return the processor time of a fresh worker that does the step for all pieces."""
    return float(job.work(step, 0, len(job.plan.survey.ranges) - 1)["seconds"])


def parse(path: Path) -> int:
    """Return how many rows csv finds in a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))
