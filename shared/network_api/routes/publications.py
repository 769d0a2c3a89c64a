"""Routes of what the public reads of a nation: publish, list versions, go back to one."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk
from shared.network_api.models.publications import Publication, PublicationOrder, Rollback, Version, Versions
from shared.network_api.responses import answering
from shared.network_api.routes.nations import Slug
from shared.sites.publication import Published, publish_nation, roll_back

router = APIGatewayHttpRouter()

PUBLISHED = answering(Publication, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)


@router.post(
    "/nations/<slug>/publish",
    summary="Publish a nation's pages",
    operation_id="publishNation",
    tags=["nations"],
    responses=PUBLISHED,
)
def publish(slug: Slug, order: PublicationOrder, at: AtDesk, by: Caller) -> Publication:
    """Publish the nation's pages as they are now; only what changed is written. Held during electoral silence."""
    return _told(slug, publish_nation(slug, by=by, override=order.override, press=at.press(), journal=at.journal))


@router.get(
    "/nations/<slug>/versions",
    summary="List a nation's publications",
    operation_id="listVersions",
    tags=["nations"],
    responses=answering(Versions, HTTPStatus.NOT_FOUND),
)
def list_versions(slug: Slug, at: AtDesk) -> Versions:
    """List the publications on record, the latest first."""
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
def go_back(slug: Slug, order: Rollback, at: AtDesk, by: Caller) -> Publication:
    """Put an earlier version back, which makes it a new one. Held during electoral silence."""
    ports: dict[str, Any] = {"press": at.press(), "journal": at.journal}
    return _told(slug, roll_back(slug, order.to, by=by, override=order.override, **ports))


def _told(slug: str, published: Published) -> Publication:
    return Publication(nation=slug, version=published.version, written=published.written, unchanged=published.unchanged)
