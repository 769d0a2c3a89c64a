"""Routes of nations."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.nations import nation as domain
from shared.network_api.desk import AtDesk
from shared.network_api.models.nations import SLUG_LENGTH, Nation, Nations, NationSummary
from shared.network_api.paging import PAGE_SIZE, Cursor, Limit, read_page
from shared.network_api.responses import answering

router = APIGatewayHttpRouter()

Slug = Annotated[str, Path(max_length=SLUG_LENGTH)]


@router.get(
    "/nations", summary="List nations", operation_id="listNations", tags=["nations"], responses=answering(Nations)
)
def list_nations(at: AtDesk, limit: Limit = PAGE_SIZE, cursor: Cursor = None) -> Nations:
    """List nations in the order of their slugs."""
    found = read_page(at.nations, limit=limit, cursor=cursor)
    return Nations(nations=[NationSummary(**_summary(nation)) for nation in found.elements], cursor=found.cursor)


@router.get(
    "/nations/<slug>",
    summary="Read a nation",
    operation_id="readNation",
    tags=["nations"],
    responses=answering(Nation, HTTPStatus.NOT_FOUND),
)
def read_nation(slug: Slug, at: AtDesk) -> Nation:
    """Read one nation, its candidate included."""
    return told(at.nations.get(slug))


def told(nation: domain.Nation) -> Nation:
    """Return what is told of one nation."""
    return Nation(
        **_summary(nation),
        candidate=nation.seed.candidate,
        email=nation.seed.email,
        banner=nation.banner,
        kit_version=nation.kit_version,
        rollout=nation.rollout,
        founded_at=nation.founded_at,
        changed_at=nation.changed_at,
        reason=nation.reason,
        last_day=nation.last_day,
        goes_at=nation.goes_at,
    )


def _summary(nation: domain.Nation) -> dict[str, Any]:
    return {
        "slug": nation.slug,
        "name": nation.seed.name,
        "status": nation.status,
        "zones": list(nation.seed.zones),
        "people": nation.people,
    }
