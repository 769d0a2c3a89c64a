"""The gate that a person opens or closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.rollouts.errors import AlreadyOver, NotAwaitingApproval
from shared.rollouts.report import report_rollout
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from shared.kernel.clock import Clock
    from shared.rollouts.ports import RolloutFiles, RolloutMachine, RolloutStore, TaskTokens

ABORTED = "RolloutAborted"
"""Name of the error with which the state machine is told that a person closed the gate."""


def ask_approval(rollout_id: str, *, token: str, rollouts: RolloutStore) -> None:
    """Keep the token that `approve_rollout` or `abort_rollout` will answer, and say that the rollout waits."""
    rollouts.keep_approval(rollout_id, token)
    rollouts.advance(rollout_id, RolloutState.AWAITING_APPROVAL)


def approve_rollout(rollout_id: str, *, rollouts: RolloutStore, tokens: TaskTokens) -> None:
    """Let the rollout go on to its next wave; raises RolloutUnknown, NotAwaitingApproval.

    The token is answered first and forgotten last: whoever fails, or is killed, in between can approve again.
    """
    rollout = rollouts.get(rollout_id)
    token = rollouts.approval(rollout_id)
    if token is None or rollout.state is not RolloutState.AWAITING_APPROVAL:
        raise NotAwaitingApproval(rollout_id, rollout.state)
    if not tokens.succeed(token, {"approved": True}):
        raise NotAwaitingApproval(rollout_id, "no longer waiting (the time for an answer is over)")
    rollouts.advance(rollout_id, RolloutState.PROVISIONING)
    rollouts.drop_approval(rollout_id)


def abort_rollout(
    rollout_id: str,
    *,
    reason: str,
    rollouts: RolloutStore,
    files: RolloutFiles,
    machine: RolloutMachine,
    clock: Clock,
) -> None:
    """Stop the rollout where it is; what is ready stays ready. Raises RolloutUnknown, AlreadyOver.

    A worker that holds a nation finishes it: half a nation is worse than one more. What waits in the queue stays
    pending. The network is free at once, unless people were being brought in: then it is as soon as the last worker of
    the import must be over (see `occupy_network`).
    """
    rollout = rollouts.get(rollout_id)
    if rollout.state.is_final:
        raise AlreadyOver(rollout_id, rollout.state)
    machine.stop(rollout_id, attempt=rollout.attempt, reason=reason)
    rollouts.drop_approval(rollout_id)
    # Read again, now that nothing new begins: its import may have begun since.
    loading = rollouts.get(rollout_id).may_still_load is not None
    report_rollout(
        rollout_id,
        RolloutState.ABORTED,
        reason=reason,
        frees_network=not loading,
        rollouts=rollouts,
        files=files,
        clock=clock,
    )
