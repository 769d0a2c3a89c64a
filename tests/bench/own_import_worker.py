"""A nation's own import in a process of its own: `python -m tests.bench.own_import_worker`.

Arguments: the stage's endpoint, its people table, the files' folder, the upload, the nation. The files lie on this
disk, the people in the table. Prints `{"rows", "created", "check_seconds", "load_seconds", "peak_bytes"}`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.cloud import Cloud
from functions.import_nation import handler  # noqa: F401 - its memory counts
from infra.stages import LOCAL, PROD
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.imports.orders import ask_to_check, ask_to_load
from shared.people.imports.record import NationImport
from shared.people.imports.working import Yard, carry_out
from shared.people.planning import PlanLimits
from tests.bench.import_worker import peak_bytes
from tests.bench.local_files import LocalPeopleFiles
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.imports import ListedImportOrders
from tests.fakes.journal import InMemoryJournal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.people.table import PeopleTable


def main(endpoint: str, table: str, folder: str, upload: str, slug: str) -> None:
    """Check the file and load it, one step after the other, and say what that took."""
    Cloud(region=LOCAL.region, endpoint=endpoint).enter(os.environ)
    yard = yard_over(DynamoPeopleTable(client("dynamodb", checked=False), table), Path(folder))
    made = NationImport(id="bench", slug=slug, by="bench", at=SystemClock().now(), upload=upload, source=upload)
    ports: Any = {"people": yard.people, "journal": InMemoryJournal(), "orders": ListedImportOrders()}
    ask_to_check(made, **ports)
    checked, _ = timed(partial(carry_out, slug, made.id, yard=yard))
    ask_to_load(slug, made.id, **ports)
    loaded, done = timed(partial(carry_out, slug, made.id, yard=yard))
    told = {"rows": done.counts.rows, "created": done.counts.created, "peak_bytes": peak_bytes()}
    sys.stdout.write(json.dumps({**told, "check_seconds": checked, "load_seconds": loaded}))


def yard_over(people: PeopleTable, folder: Path) -> Yard:
    """Return what production's function has, with files below a folder."""
    pieces = PROD.people_import
    return Yard(
        people=people,
        files=LocalPeopleFiles(folder),
        erasures=InMemoryErasures(),
        zones_of=lambda _: (),
        atlas=partial(atlas_of, PROD.country),
        country=PROD.country,
        limits=PlanLimits(range_bytes=pieces.range_bytes, shard_bytes=pieces.shard_bytes),
    )


def timed(work: Callable[[], NationImport]) -> tuple[float, NationImport]:
    """Return the seconds that the work takes, and what comes of it."""
    begun = time.perf_counter()
    done = work()
    return time.perf_counter() - begun, done


if __name__ == "__main__":
    main(*sys.argv[1:])
