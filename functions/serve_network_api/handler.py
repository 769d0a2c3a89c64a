"""Serve HQ's automation: rollouts, nations, uploads, and the OpenAPI document that describes them.

Event: an HTTP API request, payload format 2.0, whose caller IAM has authorised.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging.correlation_paths import API_GATEWAY_HTTP

from shared.kernel.observability import logger_of

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("serve_network_api")

GUARDED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer: it is kept nowhere, shown in no page, and taken for nothing but what it says it is."""


@cache
def app() -> APIGatewayHttpResolver:
    """Load the framework and make the API: on the first request, not on import."""
    from functions.serve_network_api.connections import connect  # noqa: PLC0415 - an environment that only starts can wait
    from shared.network_api.app import make_app  # noqa: PLC0415 - routes and their models load slowest of all

    return make_app(connect)


@logger.inject_lambda_context(clear_state=True, correlation_id_path=API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request; its log line tells the method and the status, never a path, a query or a body."""
    answer = app().resolve(event, context)
    method = event["requestContext"]["http"]["method"]
    logger.info("request answered", method=method, status=int(answer["statusCode"]))
    return {**answer, "headers": {**answer["headers"], **GUARDED}}
