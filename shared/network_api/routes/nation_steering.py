"""Routes of what becomes of a nation: its site closed and opened, its campaign ended, the nation removed and had back.

Each answers with the nation as its record then is; its site follows within a minute.
"""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.kernel.errors import Fault, InputError
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk
from shared.network_api.models.nations import Nation, NationReason, Removal
from shared.network_api.responses import answering
from shared.network_api.routes.nations import Slug, told
from shared.sites.lifecycle import (
    archive_nation,
    close_nation,
    keep_nation,
    plan_removal,
    resume_nation,
    suspend_nation,
)

router = APIGatewayHttpRouter()

STEERED: dict[str, Any] = {
    "tags": ["nations"],
    "responses": answering(Nation, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
}


@router.post(
    "/nations/<slug>/suspend", summary="Close a nation's site for now", operation_id="suspendNation", **STEERED
)
def suspend(slug: Slug, order: NationReason, at: AtDesk, by: Caller) -> Nation:
    """Close the nation's site for the time being; its people and pages stay."""
    return told(suspend_nation(slug, reason=order.reason, helm=at.helm(by)))


@router.post("/nations/<slug>/resume", summary="Open a nation's site again", operation_id="resumeNation", **STEERED)
def resume(slug: Slug, at: AtDesk, by: Caller) -> Nation:
    """Open the nation's site again; one that was closed or archived for two days only."""
    return told(resume_nation(slug, helm=at.helm(by)))


@router.post("/nations/<slug>/close", summary="End a nation's campaign", operation_id="closeNation", **STEERED)
def close(slug: Slug, order: NationReason, at: AtDesk, by: Caller) -> Nation:
    """End the campaign after its vote: the site says thanks, and the time of its people's data runs."""
    return told(close_nation(slug, reason=order.reason, helm=at.helm(by)))


@router.post("/nations/<slug>/archive", summary="Put a nation away", operation_id="archiveNation", **STEERED)
def archive(slug: Slug, order: NationReason, at: AtDesk, by: Caller) -> Nation:
    """Put the nation away: the site says thanks, nothing is changed any more, its zones stay its own."""
    return told(archive_nation(slug, reason=order.reason, helm=at.helm(by)))


@router.post("/nations/<slug>/remove", summary="Remove a nation", operation_id="removeNation", **STEERED)
def remove(slug: Slug, order: Removal, at: AtDesk, by: Caller) -> Nation:
    """Close the nation's site now and remove the nation when the grace is over."""
    if order.confirm != slug:
        remedy = "Give the nation's slug once more"
        raise InputError([Fault(place="confirm", reason="it is not the nation that is to be removed", remedy=remedy)])
    return told(plan_removal(slug, reason=order.reason, grace=timedelta(days=order.days), helm=at.helm(by)))


@router.post("/nations/<slug>/keep", summary="Have a nation back", operation_id="keepNation", **STEERED)
def keep(slug: Slug, at: AtDesk, by: Caller) -> Nation:
    """Have a nation back whose removal is set, as it was before."""
    return told(keep_nation(slug, helm=at.helm(by)))
