"""An import worker in a process of its own, on files of this disk: `python -m tests.bench.import_worker`.

Arguments: the files' folder, the rollout's id, `sort` or `load`, the first and the last piece. Pieces are
worked off one after the other, as by a warm Lambda. Prints `{"rows", "seconds": of the processor, "peak_bytes"}`.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shared.people.plan import read_plan
from tests.bench.local_files import LocalPeopleFiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.people.plan import PeoplePlan
    from shared.people.ports import PeopleFiles

STATUS = Path("/proc/self/status")
KIBIBYTE = 1024


def sorter(plan: PeoplePlan, files: PeopleFiles) -> Callable[[int], int]:
    """Return what sorts a range, with all that `sort_people` loads."""
    from functions.sort_people import handler  # noqa: F401, PLC0415 - its memory counts
    from shared.geography.france import france  # noqa: PLC0415 - a loader has no map
    from shared.people.sorting import sort_range  # noqa: PLC0415
    from shared.rollouts.sort_people import assigning  # noqa: PLC0415

    sort = partial(sort_range, plan, files=files, assign=assigning(plan, atlas=france()))
    return lambda index: sort(index).rows


def loader(plan: PeoplePlan, files: PeopleFiles) -> Callable[[int], int]:
    """Return what loads a shard through the real client of DynamoDB, with all that `load_people` loads."""
    from functions.load_people import handler  # noqa: F401, PLC0415 - its memory counts
    from shared.people.loading import load_shard  # noqa: PLC0415 - a sorter has no use for it
    from shared.people.store import DynamoPeopleStore  # noqa: PLC0415
    from tests.bench.dropping import dropping_dynamodb  # noqa: PLC0415

    load = partial(load_shard, plan, files=files, people=DynamoPeopleStore(dropping_dynamodb(), "people"))
    return lambda shard: load(shard).total.rows


STEPS = {"sort": sorter, "load": loader}


def main(folder: str, rollout_id: str, step: str, first: str, last: str) -> None:
    """Work the pieces off and say what that took."""
    files = LocalPeopleFiles(Path(folder))
    work = STEPS[step](read_plan(rollout_id, files=files), files)
    begun = time.process_time()
    rows = sum(map(work, range(int(first), int(last) + 1)))
    seconds = time.process_time() - begun
    sys.stdout.write(json.dumps({"rows": rows, "seconds": seconds, "peak_bytes": peak_bytes()}))


def peak_bytes() -> int:
    """Return the most memory that this process ever held.

    Not `getrusage`: a process inherits there the peak of the one that started it.
    """
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * KIBIBYTE


if __name__ == "__main__":
    main(*sys.argv[1:])
