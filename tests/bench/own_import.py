"""A nation's own import of the largest file, on this machine's cloud, against a bare loop that writes what it wrote."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from infra.stages import PROD
from shared.console.views.imports import MOST
from shared.people.imports.working import MOST_ROWS
from shared.people.item import PERSON_PREFIX
from shared.people.marks import STALE
from shared.people.person import nation_holder
from tests.bench.figure import Figure, at_most, reported
from tests.bench.floor import THREADS, batches, fresh_table
from tests.bench.people_file import write_people_file
from tests.bench.people_list import timed
from tests.bench.stage import standing_stage
from tests.bench.workbench import sample, told_by

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.floor import Item
    from tests.bench.stage import BenchStage
    from tests.bench.workbench import Workbench

BOUND = 3
"""Transactions against plain batches: DynamoDB itself does twice the work for them."""

MEMORY_BOUND = 0.25
"""Of the function's memory: what is in work of a file is bounded, and a file that grew must not come near the end."""

SLUG, UPLOAD = "bench-own", "own.csv"
SAMPLE_ROWS = 1000
MEGABYTE = 1 << 20
PARTITION_PEOPLE = 250
"""People that one partition of DynamoDB takes a second, each in a transaction with a mark (`marking`)."""


def measure(bench: Workbench) -> list[Figure]:
    """Return how much longer than a bare loop the loading took, and what it took of memory and of its time."""
    stage, size = standing_stage(bench), PROD.functions.import_nation
    rows = sample(bench.folder, nations=bench.nations, people=SAMPLE_ROWS)
    write_people_file(bench.folder / UPLOAD, sample=rows / "people.csv", size=MOST)
    table = stage.directory().people_table
    told = carried_out(stage, table, bench.folder)
    floor = timed(partial(write_bare, stage, table, brought(stage, table)))
    loaded, checked, count = told["load_seconds"], told["check_seconds"], told["rows"]
    peak = told["peak_bytes"] / MEGABYTE
    longest = MOST_ROWS / PARTITION_PEOPLE
    return [
        at_most(
            "own-import",
            loaded / floor,
            BOUND,
            unit="× a bare loop",
            detail=f"{count:,} rows of {MOST >> 20} MB: checked in {checked:.1f} s, loaded in {loaded:.1f} s, "
            f"{count / loaded:,.0f} a second; {THREADS} threads wrote its {told['created']:,} people and their marks "
            f"without transactions in {floor:.1f} s",
        ),
        at_most(
            "own-import-memory",
            peak / size.memory,
            MEMORY_BOUND,
            unit="of the function's memory",
            detail=f"{peak:.0f} MB of {size.memory}",
        ),
        reported(
            "own-import-time",
            longest / size.timeout.total_seconds(),
            unit="of the function's time",
            detail=f"reckoned: {MOST_ROWS:,} rows at the {PARTITION_PEOPLE} people a second of one partition on AWS",
        ),
    ]


def carried_out(stage: BenchStage, table: str, folder: Path) -> dict[str, Any]:
    """Return what a worker in a process of its own tells when it has checked and loaded the file."""
    return told_by("-m", "tests.bench.own_import_worker", stage.endpoint, table, str(folder), UPLOAD, SLUG)


def brought(stage: BenchStage, table: str) -> list[Item]:
    """Return the people that the nation now has, and their marks."""
    pages = stage.client("dynamodb").get_paginator("query")
    asked = {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk AND begins_with(sk, :sk)",
    }
    return [
        item
        for prefix in (PERSON_PREFIX, STALE)
        for page in pages.paginate(
            **asked, ExpressionAttributeValues={":pk": {"S": nation_holder(SLUG)}, ":sk": {"S": prefix}}
        )
        for item in page["Items"]
    ]


def write_bare(stage: BenchStage, like: str, items: list[Item]) -> None:
    """Write items to a fresh table, as fast as threads can."""
    dynamodb = stage.client("dynamodb")
    into = fresh_table(dynamodb, like)

    def write(batch: tuple[str, list[Item]]) -> None:
        dynamodb.batch_write_item(RequestItems={into: [{"PutRequest": {"Item": item}} for item in batch[1]]})

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(write, batches({into: items})))
