"""Serve HQ's automation: rollouts, nations, uploads, and the OpenAPI document that describes them.

Event: an HTTP API request, payload format 2.0, whose caller IAM has authorised.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.observability import logger_of

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("serve_network_api")


@cache
def app() -> APIGatewayHttpResolver:
    """Load the framework and make the API: on the first request, not on import."""
    # Routes and their pydantic models take longer to load than all else that a handler of ours imports.
    from functions.serve_network_api.app import make_app  # noqa: PLC0415

    return make_app()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request; its log line tells the route, never the body."""
    answer = app().resolve(event, context)
    logger.info("request answered", route=event.get("routeKey"), status=answer["statusCode"])
    return answer
