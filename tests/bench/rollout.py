"""A whole rollout on this machine's cloud, against a bare loop that writes the same.

The loop's permissions are checked at each request as the functions' are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench.figure import Figure, at_most
from tests.bench.floor import THREADS, remains, write_again
from tests.bench.stage import finished_rollout

if TYPE_CHECKING:
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
    stage = rollout.stage.as_role()
    floor = min(write_again(stage, left) for _ in range(ROUNDS))
    told = [*told_of(rollout), f"a bare loop in {THREADS} threads wrote {told_of_remains(left)} in {floor:.1f} s"]
    return [at_most("rollout", rollout.seconds / floor, BOUND, unit="× its floor", detail="; ".join(told))]


def told_of(rollout: FinishedRollout) -> list[str]:
    """Return what came of a rollout, and its times, for people."""
    nations, people, seconds = (rollout.report[part] for part in ("nations", "people", "seconds"))
    return [
        f"{nations['ready']:,} nations ready and {people['rows']:,} rows in {seconds['total']:.1f} s",
        f"of these import {seconds['import']:.1f}, nations {seconds['provision']:.1f}",
    ]


def told_of_remains(left: Remains) -> str:
    """Return how much a rollout left, for people."""
    return f"the same {sum(map(len, left.items.values())):,} items and {len(left.objects):,} objects"
