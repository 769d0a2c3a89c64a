"""The files that pages load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.console.response import Response, lasting
from shared.console.route import Door, Route
from shared.console.views.problems import missing

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def send(visit: Visit, desk: Desk) -> Response:
    """Send a file under the name that pages know it by."""
    file = desk.pages.assets.get(visit.params["file"])
    return lasting(file.body, content_type=file.content_type) if file else missing(visit, desk)


ROUTES = (Route(method="GET", path="/assets/{file}", needs=Door.ANYBODY, view=send),)
