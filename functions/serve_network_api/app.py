"""The API as its framework knows it: routes, validation, problem details, and the document that describes them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from functions.serve_network_api import decisions, events, nations, publications, rollouts, steering, uploads
from functions.serve_network_api.document import describe
from functions.serve_network_api.responses import answer_problems
from shared.kernel.observability import logger_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

logger = logger_of("serve_network_api")

ABOUT = {"rollout_id": "rollout", "slug": "nation"}
"""Parts of a path, and the keys under which the log of every function tells them."""


def make_app() -> APIGatewayHttpResolver:
    """Return the API, ready to resolve requests."""
    # orjson refuses what makes the json module raise anything but a JSONDecodeError: depth, endless numbers.
    app = APIGatewayHttpResolver(enable_validation=True, json_body_deserializer=orjson.loads)
    for routes in (uploads, rollouts, decisions, nations, steering, publications, events):
        app.include_router(routes.router)
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
    def read_document() -> Response[str]:
        document: dict[str, Any] = describe(app)
        return Response(status_code=200, content_type="application/json", body=orjson.dumps(document).decode())

    return read_document
