"""Routes by which HQ decides what becomes of a rollout: approve, abort, retry."""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.serve_network_api.bodies import Reason  # noqa: TC001 - the framework reads annotations at run time
from functions.serve_network_api.desk import desk
from functions.serve_network_api.report import Report
from functions.serve_network_api.responses import answering
from functions.serve_network_api.rollouts import RolloutId, report_now
from shared.rollouts.approval import abort_rollout, approve_rollout
from shared.rollouts.retry import retry_rollout

router = APIGatewayHttpRouter()

ANSWERS = answering(Report, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)


@router.post(
    "/rollouts/<rollout_id>/approval",
    summary="Approve a gate",
    operation_id="approveRollout",
    tags=["rollouts"],
    responses=ANSWERS,
)
def approve(rollout_id: RolloutId) -> Report:
    """Let a rollout that waits for approval go on."""
    at = desk()
    approve_rollout(rollout_id, rollouts=at.rollouts, tokens=at.tokens)
    return report_now(rollout_id)


@router.post(
    "/rollouts/<rollout_id>/abort",
    summary="Abort a rollout",
    operation_id="abortRollout",
    tags=["rollouts"],
    responses=ANSWERS,
)
def abort(rollout_id: RolloutId, why: Reason) -> Report:
    """Stop the rollout where it is; what is ready stays ready."""
    at = desk()
    abort_rollout(
        rollout_id, reason=why.reason, rollouts=at.rollouts, files=at.files, machine=at.machine, clock=at.clock
    )
    return report_now(rollout_id)


@router.post(
    "/rollouts/<rollout_id>/retry",
    summary="Retry what failed",
    operation_id="retryRollout",
    tags=["rollouts"],
    responses=ANSWERS,
)
def retry(rollout_id: RolloutId) -> Report:
    """Take up the nations that failed, and only those."""
    at = desk()
    retry_rollout(rollout_id, rollouts=at.rollouts, machine=at.machine, clock=at.clock)
    return report_now(rollout_id)
