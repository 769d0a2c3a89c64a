"""Watch a rollout until nothing more happens by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.errors import CommandFailed
from shared.rollouts.pace import pace_of
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from datetime import timedelta

    from cli.display import Display
    from cli.waiting import Patience
    from shared.rollouts.pace import Pace
    from shared.rollouts.ports import RolloutMachine, RolloutStore
    from shared.rollouts.rollout import Progress

LOOK_SECONDS = 1
"""Between two looks, at least."""

LOOK_SHARE = 40
"""A look reads every entry, on the local stage at the cost of the work itself: it may take one part in so many."""

REST_SECONDS = 10
"""Between two looks, at most: who watches wants to see it move."""

SIGNS_OF_DEATH = 4
"""Looks in a row at which the machine does not run before it counts as dead: Step Functions shows a start late."""


def watch_rollout(
    rollout_id: str, *, rollouts: RolloutStore, machine: RolloutMachine, patience: Patience, display: Display
) -> Pace:
    """Show the rollout until it is over or waits for a person; raises RolloutUnknown, and CommandFailed if it died."""
    signs = 0
    with display:
        while True:
            looked_at = patience.now()
            progress = rollouts.progress(rollout_id)
            pace = pace_of(progress, now=patience.now())
            display.show(pace)
            if pace.state.is_final or pace.state is RolloutState.AWAITING_APPROVAL:
                return pace
            signs = 0 if _is_running(progress, machine) else signs + 1
            if signs >= SIGNS_OF_DEATH:
                raise CommandFailed(
                    f"rollout {rollout_id} stopped without a report: "
                    "`banneret rollout start` with the same name and files goes on where it stopped"
                )
            patience.pause(_rest(patience.now() - looked_at))


def _rest(look: timedelta) -> float:
    """Return for how many seconds nobody looks after a look that took so long."""
    return min(max(LOOK_SECONDS, LOOK_SHARE * look.total_seconds()), REST_SECONDS)


def _is_running(progress: Progress, machine: RolloutMachine) -> bool:
    return machine.is_running(progress.rollout.id, attempt=progress.rollout.attempt)
