"""Routes of nations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.serve_network_api.desk import desk
from functions.serve_network_api.models import LARGEST_PAGE, PAGE_SIZE, Nation, Nations, NationSummary
from functions.serve_network_api.problems import DOCUMENTED

if TYPE_CHECKING:
    from shared.nations import nation as domain

router = APIGatewayHttpRouter()


@router.get("/nations", summary="List nations", tags=["nations"], responses=DOCUMENTED)
def page(
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = PAGE_SIZE, cursor: Annotated[str | None, Query()] = None
) -> Nations:
    """List nations in the order of their slugs."""
    found = desk().nations.page(limit=limit, cursor=cursor)
    return Nations(nations=[NationSummary(**_summary(nation)) for nation in found.elements], cursor=found.cursor)


@router.get("/nations/<slug>", summary="Read a nation", tags=["nations"], responses=DOCUMENTED)
def read(slug: str) -> Nation:
    """Read one nation, its candidate included."""
    nation = desk().nations.get(slug)
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
    )


def _summary(nation: domain.Nation) -> dict[str, Any]:
    return {
        "slug": nation.slug,
        "name": nation.seed.name,
        "status": nation.status.value,
        "zones": list(nation.seed.zones),
        "people": nation.people,
    }
