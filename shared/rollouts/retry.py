"""Take up the nations that failed, and only those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.rollouts.errors import NothingToRetry, StillRunning
from shared.rollouts.rollout import EntryState, Scope
from shared.rollouts.start import attempt_again

if TYPE_CHECKING:
    from shared.kernel.clock import Clock
    from shared.rollouts.ports import RolloutMachine, RolloutStore
    from shared.rollouts.rollout import Rollout


def retry_rollout(rollout_id: str, *, rollouts: RolloutStore, machine: RolloutMachine, clock: Clock) -> Rollout:
    """Start an attempt over the failed nations; raises RolloutUnknown, StillRunning, NothingToRetry, NetworkBusy."""
    rollout = rollouts.get(rollout_id)
    if machine.is_running(rollout_id, attempt=rollout.attempt):
        raise StillRunning(rollout_id)
    if not any(entry.state is EntryState.FAILED for entry in rollouts.entries(rollout_id)):
        raise NothingToRetry(rollout_id)
    return attempt_again(rollout, Scope.FAILED, rollouts=rollouts, machine=machine, clock=clock)
