"""Serve HQ's automation: rollouts, nations, uploads, and the OpenAPI document that describes them.

Event: an HTTP API request, payload format 2.0, whose caller IAM has authorised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from functions.serve_network_api import nations, rollouts, uploads
from functions.serve_network_api.problems import answer_problems
from shared.kernel.observability import logger_of

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

TITLE = "Banneret network API"
VERSION = "1.0.0"
OPENAPI_VERSION = "3.1.0"

logger = logger_of("serve_network_api")
app = APIGatewayHttpResolver(enable_validation=True)
for routes in (uploads, rollouts, nations):
    app.include_router(routes.router)
answer_problems(app, logger)


@app.get("/openapi.json", include_in_schema=False)
def openapi() -> Response[str]:
    """Return the document that describes this API."""
    document = app.get_openapi_json_schema(title=TITLE, version=VERSION, openapi_version=OPENAPI_VERSION)
    return Response(status_code=200, content_type="application/json", body=document)


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request; its log line tells the route, never the body."""
    answer = app.resolve(event, context)
    logger.info("request answered", route=event.get("routeKey"), status=answer["statusCode"])
    return answer
