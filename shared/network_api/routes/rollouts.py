"""Routes that start rollouts and read them."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.kernel.observability import logger_of
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.report import Report
from shared.network_api.models.rollouts import Rollout, RolloutOrder, Rollouts, StartedRollout
from shared.network_api.noting import note
from shared.network_api.orders import request_of
from shared.network_api.paging import PAGE_SIZE, Cursor, Limit, read_page
from shared.network_api.responses import answering
from shared.rollouts import rollout as domain
from shared.rollouts.report import read_report
from shared.rollouts.request import NAME_LENGTH
from shared.rollouts.start import StartOutcome, start_rollout

logger = logger_of("serve_network_api")
router = APIGatewayHttpRouter()

STARTED = {StartOutcome.STARTED: "started-rollout", StartOutcome.RESUMED: "resumed-rollout"}
"""Outcomes that set something going, as the log calls them: 202 Accepted; the others changed nothing: 200 OK."""

RolloutId = Annotated[str, Path(max_length=NAME_LENGTH)]


@router.post(
    "/rollouts",
    summary="Start a rollout",
    operation_id="startRollout",
    tags=["rollouts"],
    responses=answering(StartedRollout, HTTPStatus.CONFLICT, on=(HTTPStatus.OK, HTTPStatus.ACCEPTED)),
)
def start(order: RolloutOrder, at: AtDesk, by: Caller) -> Response[StartedRollout]:
    """Start the rollout (202); the same name and files again resume it (202) or change nothing (200)."""
    request = request_of(order, at.files)
    started = start_rollout(
        request,
        rollouts=at.rollouts,
        machine=at.machine,
        clock=at.clock,
        tell=lambda outcome: note(STARTED[outcome], by=by, at=at, rollout=request.rollout_id),
    )
    logger.append_keys(rollout=started.rollout_id, outcome=started.outcome.value)
    status = HTTPStatus.ACCEPTED if started.outcome in STARTED else HTTPStatus.OK
    return Response(
        status_code=status,
        content_type="application/json",
        body=StartedRollout(rollout=started.rollout_id, outcome=started.outcome),
    )


@router.get(
    "/rollouts", summary="List rollouts", operation_id="listRollouts", tags=["rollouts"], responses=answering(Rollouts)
)
def list_rollouts(at: AtDesk, limit: Limit = PAGE_SIZE, cursor: Cursor = None) -> Rollouts:
    """List rollouts, the latest first."""
    found = read_page(at.rollouts, limit=limit, cursor=cursor)
    return Rollouts(rollouts=[_listed(rollout) for rollout in found.elements], cursor=found.cursor)


@router.get(
    "/rollouts/<rollout_id>",
    summary="Read a rollout's report",
    operation_id="readRollout",
    tags=["rollouts"],
    responses=answering(Report, HTTPStatus.NOT_FOUND),
)
def read_rollout(rollout_id: RolloutId, at: AtDesk) -> Report:
    """Read the report, as things stand."""
    return report_now(rollout_id, at)


def report_now(rollout_id: str, at: Desk) -> Report:
    """Return the report, as things stand."""
    return Report.model_validate(read_report(rollout_id, rollouts=at.rollouts, clock=at.clock).to_json())


def _listed(rollout: domain.Rollout) -> Rollout:
    return Rollout(
        rollout=rollout.id,
        name=rollout.request.name,
        state=rollout.state,
        attempt=rollout.attempt,
        created_at=rollout.created_at,
    )
