"""Start a rollout, or find that it runs or is done already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.rollouts.errors import NetworkBusy, NetworkResting, RolloutNameTaken, RolloutUnknown
from shared.rollouts.rollout import EntryState, Milestones, Rollout, RolloutState, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kernel.clock import Clock
    from shared.rollouts.ports import RolloutMachine, RolloutStore
    from shared.rollouts.request import RolloutRequest


STOPPED = "its execution was stopped, and another rollout took the network over"
"""Why a rollout is aborted whose machine ended without a report."""


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


def require_room(request: RolloutRequest, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock) -> None:
    """Raise what `start_rollout` would be refused for at this moment; nothing is written."""
    known = _known(request, rollouts)
    changes = known is None or not (_all_ready(known, rollouts) or machine.is_running(known.id, attempt=known.attempt))
    if changes:
        _require_rest(request.rollout_id, rollouts=rollouts, machine=machine, clock=clock)


def start_rollout(
    request: RolloutRequest,
    *,
    rollouts: RolloutStore,
    machine: RolloutMachine,
    clock: Clock,
    tell: Callable[[StartOutcome], object] | None = None,
) -> Started:
    """Start the rollout; the same name and files again resume it, or change nothing.

    The files must lie in the intake bucket already. `tell` writes down that it starts, or goes on, before it does; who
    leaves it out has done so. Raises RolloutNameTaken where the name stands for other files,
    NetworkBusy while another rollout runs, NetworkResting while the workers of one that was stopped may still write.
    """
    rollout_id = request.rollout_id
    known = _known(request, rollouts)
    if known is None:
        _tell(tell, StartOutcome.STARTED)
        return _begin(request, rollouts=rollouts, machine=machine, clock=clock)
    if machine.is_running(rollout_id, attempt=known.attempt):
        return Started(rollout_id=rollout_id, outcome=StartOutcome.RUNNING)
    if _all_ready(known, rollouts):
        return Started(rollout_id=rollout_id, outcome=StartOutcome.UNCHANGED)
    _tell(tell, StartOutcome.RESUMED)
    attempt_again(replace(known, request=request), Scope.UNFINISHED, rollouts=rollouts, machine=machine, clock=clock)
    return Started(rollout_id=rollout_id, outcome=StartOutcome.RESUMED)


def _tell(tell: Callable[[StartOutcome], object] | None, outcome: StartOutcome) -> None:
    if tell:
        tell(outcome)


def attempt_again(
    rollout: Rollout, scope: Scope, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock
) -> Rollout:
    """Start the rollout's next attempt over the nations of the scope; raises NetworkBusy, NetworkResting."""
    occupy_network(rollout.id, rollouts=rollouts, machine=machine, clock=clock)
    again = replace(
        rollout,
        attempt=rollout.attempt + 1,
        state=RolloutState.PLANNING,
        reason=None,
        milestones=Milestones(started_at=clock.now()),
        straggle_seconds=None,
    )
    rollouts.save(again)
    machine.start(again.id, attempt=again.attempt, scope=scope)
    return again


def occupy_network(rollout_id: str, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock) -> None:
    """Take the network for this rollout; raises NetworkBusy, NetworkResting.

    A holder that no longer runs (it was aborted in its import, its execution was stopped by hand, or its start was
    killed half-way) loses it, and is on record as aborted: what is left of it in the queue is dropped. The plan asks
    again, so that of two rollouts that take it from such a holder at one moment only one goes on.
    """
    holder = _require_rest(rollout_id, rollouts=rollouts, machine=machine, clock=clock)
    if holder is not None and holder != rollout_id:
        _dismiss(holder, rollouts=rollouts, machine=machine, clock=clock)
    holder = rollouts.occupy_network(rollout_id)
    if holder != rollout_id:
        raise NetworkBusy(holder)


def _require_rest(rollout_id: str, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock) -> str | None:
    """Return who holds the network but works no more; raises NetworkBusy, NetworkResting."""
    holder = rollouts.network_holder()
    held = _read(holder, rollouts) if holder else None
    if held is None:
        return holder
    if held.id != rollout_id and machine.is_running(held.id, attempt=held.attempt):
        raise NetworkBusy(held.id)
    ended, straggling = machine.ended_at(held.id, attempt=held.attempt), held.may_still_load
    if ended and straggling and clock.now() < ended + straggling:
        raise NetworkResting(held.id, until=ended + straggling)
    return holder


def _dismiss(holder: str, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock) -> None:
    held = _read(holder, rollouts)
    if held and machine.ended_at(holder, attempt=held.attempt):
        rollouts.advance(holder, RolloutState.ABORTED, reason=STOPPED, finished_at=clock.now())
    rollouts.free_network(holder)


def _begin(request: RolloutRequest, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock) -> Started:
    rollout_id, now = request.rollout_id, clock.now()
    occupy_network(rollout_id, rollouts=rollouts, machine=machine, clock=clock)
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


def _known(request: RolloutRequest, rollouts: RolloutStore) -> Rollout | None:
    """Return the rollout of this name, if there is one; raises RolloutNameTaken."""
    known = _read(request.rollout_id, rollouts)
    if known and known.request.digest != request.digest:
        raise RolloutNameTaken(known.id)
    return known


def _read(rollout_id: str, rollouts: RolloutStore) -> Rollout | None:
    try:
        return rollouts.get(rollout_id)
    except RolloutUnknown:
        return None


def _all_ready(rollout: Rollout, rollouts: RolloutStore) -> bool:
    if rollout.state is not RolloutState.DONE:
        return False
    return all(entry.state is EntryState.READY for entry in rollouts.entries(rollout.id))
