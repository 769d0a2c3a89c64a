"""Routes of rollouts."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.serve_network_api.desk import desk
from functions.serve_network_api.models import (
    LARGEST_PAGE,
    PAGE_SIZE,
    Reason,
    Report,
    Rollout,
    RolloutOrder,
    Rollouts,
    StartedRollout,
)
from functions.serve_network_api.orders import request_of
from functions.serve_network_api.problems import DOCUMENTED
from shared.rollouts.approval import abort_rollout, approve_rollout
from shared.rollouts.report import read_report
from shared.rollouts.retry import retry_rollout
from shared.rollouts.start import StartOutcome, start_rollout

router = APIGatewayHttpRouter()

UNDER_WAY = {StartOutcome.STARTED, StartOutcome.RESUMED}
"""Outcomes that set something going: 202 Accepted; the others changed nothing: 200 OK."""


@router.post("/rollouts", summary="Start a rollout", tags=["rollouts"], responses=DOCUMENTED)
def start(order: RolloutOrder) -> Response[StartedRollout]:
    """Start the rollout; the same name and files again resume it or change nothing."""
    at = desk()
    started = start_rollout(request_of(order, at.files), rollouts=at.rollouts, machine=at.machine, clock=at.clock)
    status = HTTPStatus.ACCEPTED if started.outcome in UNDER_WAY else HTTPStatus.OK
    return Response(
        status_code=status,
        content_type="application/json",
        body=StartedRollout(rollout=started.rollout_id, outcome=started.outcome.value),
    )


@router.get("/rollouts", summary="List rollouts", tags=["rollouts"], responses=DOCUMENTED)
def page(
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = PAGE_SIZE, cursor: Annotated[str | None, Query()] = None
) -> Rollouts:
    """List rollouts, the latest first."""
    found = desk().rollouts.page(limit=limit, cursor=cursor)
    listed = [
        Rollout(
            rollout=rollout.id,
            name=rollout.request.name,
            state=rollout.state.value,
            attempt=rollout.attempt,
            created_at=rollout.created_at,
        )
        for rollout in found.elements
    ]
    return Rollouts(rollouts=listed, cursor=found.cursor)


@router.get("/rollouts/<rollout_id>", summary="Read a rollout's report", tags=["rollouts"], responses=DOCUMENTED)
def report(rollout_id: str) -> Report:
    """Read the report, as things stand."""
    at = desk()
    return Report(**read_report(rollout_id, rollouts=at.rollouts, clock=at.clock).to_json())


@router.post("/rollouts/<rollout_id>/approval", summary="Approve a gate", tags=["rollouts"], responses=DOCUMENTED)
def approve(rollout_id: str) -> Report:
    """Let a rollout that waits for approval go on."""
    at = desk()
    approve_rollout(rollout_id, rollouts=at.rollouts, tokens=at.tokens)
    return report(rollout_id)


@router.post("/rollouts/<rollout_id>/abort", summary="Abort a rollout", tags=["rollouts"], responses=DOCUMENTED)
def abort(rollout_id: str, why: Reason) -> Report:
    """Stop the rollout where it is; what is ready stays ready."""
    at = desk()
    abort_rollout(
        rollout_id, reason=why.reason, rollouts=at.rollouts, files=at.files, machine=at.machine, clock=at.clock
    )
    return report(rollout_id)


@router.post("/rollouts/<rollout_id>/retry", summary="Retry what failed", tags=["rollouts"], responses=DOCUMENTED)
def retry(rollout_id: str) -> Report:
    """Take up the nations that failed, and only those."""
    at = desk()
    retry_rollout(rollout_id, rollouts=at.rollouts, machine=at.machine, clock=at.clock)
    return report(rollout_id)
