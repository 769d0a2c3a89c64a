"""The route that tells how far each nation is from the network's kit."""

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.kits.drift import Drift as Found
from shared.kits.drift import drift_of
from shared.nations.nation import NationStatus
from shared.network_api.desk import AtDesk
from shared.network_api.models.kit import Drift, Drifts
from shared.network_api.paging import PAGE_SIZE, Cursor, Limit, read_page
from shared.network_api.responses import answering

router = APIGatewayHttpRouter()


@router.get(
    "/kit/drift",
    summary="List how far nations are from the kit",
    operation_id="listDrift",
    tags=["kit"],
    responses=answering(Drifts),
)
def list_drift(at: AtDesk, limit: Limit = PAGE_SIZE, cursor: Cursor = None) -> Drifts:
    """List each nation's edition, its own blocks, its open decisions, and the facts that it lacks."""
    found = read_page(at.nations, limit=limit, cursor=cursor)
    edition, missing = at.kits.current(), at.press().maker.missing_facts
    standing = [nation for nation in found.elements if nation.status is not NationStatus.REMOVED]
    rows = [
        drift_of(nation, edition=edition, kits=at.kits, holdings=at.kit_push.holdings, missing=missing(nation.seed))
        for nation in standing
    ]
    return Drifts(version=edition.version, nations=list(map(_told, rows)), cursor=found.cursor)


def _told(drift: Found) -> Drift:
    return Drift(
        nation=drift.nation.slug,
        status=drift.nation.status,
        version=drift.nation.kit_version,
        current=drift.is_current,
        own=drift.own,
        known=drift.is_known,
        waiting=drift.waiting,
        missing=list(drift.missing),
    )
