"""How far each nation is from the network's kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kits.drift import drift_of
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

NATIONS = 25
"""Nations on one page: each takes a look at its pages."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show a page of nations: edition, own blocks, open decisions, missing facts."""
    found = desk.nations.page(limit=NATIONS, cursor=visit.request.query.get("after") or None)
    edition = desk.kits.current()
    rows = [
        drift_of(
            nation,
            edition=edition,
            kits=desk.kits,
            holdings=desk.kit_push.holdings,
            missing=desk.previews.missing_facts(nation),
        )
        for nation in found.elements
        if nation.status is not NationStatus.REMOVED
    ]
    return framed(visit, desk, "kit-drift", rows=rows, edition=edition, next=found.cursor)


ROUTES = (Route(method="GET", path="/hq/kit/drift", needs=Permission.READ_NATIONS, view=show),)
