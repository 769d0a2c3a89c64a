"""Which rollout a word on the command line stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from cli.stage import Stage

LATEST = "latest"
"""Stands for the rollout that was started last."""


def identify(run: str, stage: Stage) -> str:
    """Return the id that a word on the command line stands for; raises InputError if there is no latest rollout."""
    if run != LATEST:
        return run
    for rollout in stage.rollouts.page(limit=1).elements:
        return rollout.id
    remedy = "Start one: banneret rollout start --roster roster.csv --people people.csv"
    raise InputError([Fault(place=LATEST, reason=f"stage {stage.name} has had no rollout", remedy=remedy)])
