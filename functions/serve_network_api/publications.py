"""Routes of what the public reads of a nation: publish, list versions, go back to one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.serve_network_api.answers import Publication, Version, Versions
from functions.serve_network_api.bodies import (  # noqa: TC001 - the framework reads annotations at run time
    PublicationOrder,
    Rollback,
)
from functions.serve_network_api.desk import desk
from functions.serve_network_api.nations import Slug  # noqa: TC001 - the framework reads annotations at run time
from functions.serve_network_api.responses import answering
from shared.sites.publication import publish_nation, roll_back

if TYPE_CHECKING:
    from shared.sites.publication import Published

router = APIGatewayHttpRouter()

PUBLISHED = answering(Publication, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)


@router.post(
    "/nations/<slug>/publish",
    summary="Publish a nation's pages",
    operation_id="publishNation",
    tags=["nations"],
    responses=PUBLISHED,
)
def publish(slug: Slug, order: PublicationOrder) -> Publication:
    """Publish the nation's pages as they are now; only what changed is written. Held during electoral silence."""
    return _told(slug, publish_nation(slug, by=_caller(), override=order.override, press=desk().press()))


@router.get(
    "/nations/<slug>/versions",
    summary="List a nation's publications",
    operation_id="listVersions",
    tags=["nations"],
    responses=answering(Versions, HTTPStatus.NOT_FOUND),
)
def list_versions(slug: Slug) -> Versions:
    """List the publications on record, the latest first."""
    at = desk()
    at.nations.get(slug)
    versions = [
        Version(
            version=version.number,
            at=version.at,
            by=version.by,
            reason=version.reason,
            kit_version=version.kit_version,
            files=len(version.files),
        )
        for version in at.versions.history(slug)
    ]
    return Versions(nation=slug, versions=versions)


@router.post(
    "/nations/<slug>/rollback",
    summary="Put a version back",
    operation_id="rollBackNation",
    tags=["nations"],
    responses=PUBLISHED,
)
def go_back(slug: Slug, order: Rollback) -> Publication:
    """Put an earlier version back, which makes it a new one. Held during electoral silence."""
    return _told(slug, roll_back(slug, order.to, by=_caller(), override=order.override, press=desk().press()))


def _told(slug: str, published: Published) -> Publication:
    return Publication(nation=slug, version=published.version, written=published.written, unchanged=published.unchanged)


def _caller() -> str:
    caller = router.current_event["requestContext"].get("authorizer", {}).get("iam", {}).get("userArn")
    return caller or "an unknown caller of the API"
