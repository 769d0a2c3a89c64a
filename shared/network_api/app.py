"""The API as its framework knows it: routes, validation, problem details, and the document that describes them all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from shared.kernel.observability import logger_of
from shared.network_api.desk import desk
from shared.network_api.document import describe
from shared.network_api.responses import answer_problems
from shared.network_api.routes import (
    candidate,
    events,
    figures,
    kit,
    kit_draft,
    kit_drift,
    kit_preview,
    log,
    nation_steering,
    nations,
    publications,
    rollout_steering,
    rollouts,
    second_round,
    silence,
    tags,
    uploads,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

    from shared.network_api.desk import Desk

logger = logger_of("serve_network_api")

ROUTES = (
    *(uploads, rollouts, rollout_steering),
    *(nations, nation_steering, candidate, second_round),
    *(publications, events, silence),
    *(kit, kit_draft, kit_preview, kit_drift, tags, figures, log),
)

ABOUT = {"rollout_id": "rollout", "slug": "nation"}
"""Parts of a path, and the keys under which the log of every function tells them."""


def make_app(connect: Callable[[], Desk]) -> APIGatewayHttpResolver:
    """Return the API, ready to resolve requests at the desk that `connect` gives."""
    # orjson refuses what makes the json module raise anything but a JSONDecodeError: depth, endless numbers.
    app = APIGatewayHttpResolver(enable_validation=True, json_body_deserializer=orjson.loads)
    for routes in ROUTES:
        app.include_router(routes.router)
    app.dependency_overrides[desk] = connect
    answer_problems(app, logger)
    app.use([tell_log])
    app.get("/openapi.json", include_in_schema=False)(_document_of(app))
    return app


def tell_log(app: APIGatewayHttpResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Let the request's log lines name its operation, and what it was about as soon as that is known to exist."""
    logger.append_keys(operation=app.context["_route"].func.__name__)
    answer = next_middleware(app)
    about = app.context["_route_args"]
    logger.append_keys(**{name: about[part] for part, name in ABOUT.items() if part in about})
    return answer


def _document_of(app: APIGatewayHttpResolver) -> Callable[[], Response[str]]:
    @cache
    def document() -> str:
        # It changes with the code alone, and is a sixth of a second of work.
        return orjson.dumps(describe(app)).decode()

    def read_document() -> Response[str]:
        return Response(status_code=200, content_type="application/json", body=document())

    return read_document
