"""Start a rollout, or find that it runs or is done already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.rollouts.errors import NetworkBusy, RolloutNameTaken, RolloutUnknown
from shared.rollouts.rollout import EntryState, Milestones, Rollout, RolloutState, Scope

if TYPE_CHECKING:
    from shared.kernel.clock import Clock
    from shared.rollouts.ports import RolloutMachine, RolloutStore
    from shared.rollouts.request import RolloutRequest


class StartOutcome(StrEnum):
    """What a start came to."""

    STARTED = "started"
    RESUMED = "resumed"
    RUNNING = "running"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The rollout's id and what the start came to."""

    rollout_id: str
    outcome: StartOutcome


def start_rollout(request: RolloutRequest, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock) -> Started:
    """Start the rollout; the same name and files again resume it, or change nothing.

    The files must lie in the intake bucket already. Raises RolloutNameTaken where
    the name stands for other files, NetworkBusy while another rollout runs.
    """
    rollout_id = request.rollout_id
    try:
        known = rollouts.get(rollout_id)
    except RolloutUnknown:
        return _begin(request, rollouts=rollouts, machine=machine, clock=clock)
    if known.request.digest != request.digest:
        raise RolloutNameTaken(rollout_id)
    if machine.is_running(rollout_id, attempt=known.attempt):
        return Started(rollout_id=rollout_id, outcome=StartOutcome.RUNNING)
    if _all_ready(known, rollouts):
        return Started(rollout_id=rollout_id, outcome=StartOutcome.UNCHANGED)
    attempt_again(replace(known, request=request), Scope.UNFINISHED, rollouts=rollouts, machine=machine, clock=clock)
    return Started(rollout_id=rollout_id, outcome=StartOutcome.RESUMED)


def attempt_again(
    rollout: Rollout, scope: Scope, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock
) -> Rollout:
    """Start the rollout's next attempt over the nations of the scope; raises NetworkBusy."""
    occupy_network(rollout.id, rollouts=rollouts, machine=machine)
    again = replace(
        rollout,
        attempt=rollout.attempt + 1,
        state=RolloutState.PLANNING,
        reason=None,
        milestones=Milestones(started_at=clock.now()),
    )
    rollouts.save(again)
    machine.start(again.id, attempt=again.attempt, scope=scope)
    return again


def occupy_network(rollout_id: str, *, rollouts: RolloutStore, machine: RolloutMachine) -> None:
    """Take the network for this rollout; raises NetworkBusy.

    A holder that no longer runs (its execution was stopped by hand, or its start
    was killed half-way) loses it. The plan asks again, so that of two rollouts that
    take it from such a holder at one moment only one goes on.
    """
    holder = rollouts.occupy_network(rollout_id)
    if holder == rollout_id:
        return
    if _is_running(holder, rollouts=rollouts, machine=machine):
        raise NetworkBusy(holder)
    rollouts.free_network(holder)
    holder = rollouts.occupy_network(rollout_id)
    if holder != rollout_id:
        raise NetworkBusy(holder)


def _begin(request: RolloutRequest, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock) -> Started:
    rollout_id, now = request.rollout_id, clock.now()
    occupy_network(rollout_id, rollouts=rollouts, machine=machine)
    rollout = Rollout(
        id=rollout_id,
        request=request,
        state=RolloutState.PLANNING,
        attempt=1,
        created_at=now,
        milestones=Milestones(started_at=now),
    )
    rollouts.create(rollout)
    machine.start(rollout_id, attempt=1, scope=Scope.UNFINISHED)
    return Started(rollout_id=rollout_id, outcome=StartOutcome.STARTED)


def _is_running(rollout_id: str, *, rollouts: RolloutStore, machine: RolloutMachine) -> bool:
    try:
        attempt = rollouts.get(rollout_id).attempt
    except RolloutUnknown:
        return False
    return machine.is_running(rollout_id, attempt=attempt)


def _all_ready(rollout: Rollout, rollouts: RolloutStore) -> bool:
    if rollout.state is not RolloutState.DONE:
        return False
    return all(entry.state is EntryState.READY for entry in rollouts.entries(rollout.id))
