"""A whole rollout on this machine's cloud, against a bare loop that writes the same.

The loop's permissions are checked at each request as the functions' are.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.bench.figure import Figure, at_most
from tests.bench.floor import THREADS, remains, write_again
from tests.bench.rounds import least
from tests.bench.stage import finished_rollout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.bench.floor import Remains
    from tests.bench.stage import FinishedRollout
    from tests.bench.workbench import Workbench

BOUND = 1.5
ROUNDS = 2
"""Of the floor, whose least counts: what is in the machine's way makes the promise harder to keep, never easier."""


def measure(bench: Workbench) -> list[Figure]:
    """Return how much longer than its floor the rollout took."""
    rollout = finished_rollout(bench)
    left = remains(rollout.stage)
    stages = {"role": rollout.stage.as_role(), "root": rollout.stage}
    floors = least({who: partial(write_again, stage, left) for who, stage in stages.items()}, rounds=ROUNDS)
    told = [*told_of(rollout), told_of_floors(floors, left)]
    floor = floors["role"]
    return [at_most("rollout", rollout.seconds / floor, BOUND, unit="× its floor", detail="; ".join(told))]


def told_of(rollout: FinishedRollout) -> list[str]:
    """Return what came of a rollout, and its times, for people."""
    nations, people, seconds = (rollout.report[part] for part in ("nations", "people", "seconds"))
    return [
        f"{nations['ready']:,} nations ready and {people['rows']:,} rows in {seconds['total']:.1f} s",
        f"of these import {seconds['import']:.1f}, nations {seconds['provision']:.1f}",
    ]


def told_of_floors(floors: Mapping[str, float], left: Remains) -> str:
    """Return what the bare loops wrote, and how long they took, for people."""
    written = f"the same {sum(map(len, left.items.values())):,} items and {len(left.objects):,} objects"
    times = (
        f"{floors['role']:.1f} s, as the emulator's root user, whose permissions it never checks, {floors['root']:.1f}"
    )
    return f"a bare loop in {THREADS} threads wrote {written} in {times}"
