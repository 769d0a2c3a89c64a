"""From a request to its answer: who asks, whether they may, and what then happens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.console.routes import find
from shared.console.views.problems import missing
from shared.console.visit import Visit
from shared.console.words import language_of

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.request import Request
    from shared.console.response import Response


def answer(request: Request, desk: Desk) -> Response:
    """Answer one request."""
    visit = _visit(request, desk)
    found = find(request.method, request.path)
    if found is None:
        return missing(visit, desk)
    route, params = found
    return route.view(replace(visit, params=params), desk)


def _visit(request: Request, desk: Desk) -> Visit:
    language = language_of(request.headers.get("accept-language", ""))
    return Visit(request=request, language=language, csrf="", now=desk.clock.now())
