"""Routes by which HQ decides what becomes of a rollout: approve, abort, retry."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.report import Report
from shared.network_api.models.rollouts import Reason
from shared.network_api.noting import note
from shared.network_api.responses import answering
from shared.network_api.routes.rollouts import RolloutId, report_now
from shared.rollouts.approval import abort_rollout, approve_rollout
from shared.rollouts.retry import retry_rollout

router = APIGatewayHttpRouter()

STEERED: dict[str, Any] = {
    "tags": ["rollouts"],
    "responses": answering(Report, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
}


@router.post(
    "/rollouts/<rollout_id>/approval",
    summary="Approve a gate",
    operation_id="approveRollout",
    **STEERED,
)
def approve(rollout_id: RolloutId, at: AtDesk, by: Caller) -> Report:
    """Let a rollout that waits for approval go on."""
    _note("approved-rollout", rollout_id, at, by)
    approve_rollout(rollout_id, rollouts=at.rollouts, tokens=at.tokens)
    return report_now(rollout_id, at)


@router.post(
    "/rollouts/<rollout_id>/abort",
    summary="Abort a rollout",
    operation_id="abortRollout",
    **STEERED,
)
def abort(rollout_id: RolloutId, why: Reason, at: AtDesk, by: Caller) -> Report:
    """Stop the rollout where it is; what is ready stays ready."""
    _note("aborted-rollout", rollout_id, at, by)
    abort_rollout(
        rollout_id, reason=why.reason, rollouts=at.rollouts, files=at.files, machine=at.machine, clock=at.clock
    )
    return report_now(rollout_id, at)


@router.post(
    "/rollouts/<rollout_id>/retry",
    summary="Retry what failed",
    operation_id="retryRollout",
    **STEERED,
)
def retry(rollout_id: RolloutId, at: AtDesk, by: Caller) -> Report:
    """Take up the nations that failed, and only those."""
    _note("retried-rollout", rollout_id, at, by)
    retry_rollout(rollout_id, rollouts=at.rollouts, machine=at.machine, clock=at.clock)
    return report_now(rollout_id, at)


def _note(what: str, rollout_id: str, at: Desk, by: str) -> None:
    """Tell the log of a decision about a rollout that there is; raises RolloutUnknown."""
    note(what, by=by, at=at, rollout=at.rollouts.get(rollout_id).id)
