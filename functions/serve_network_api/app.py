"""The API as its framework knows it: routes, validation, problem details, and the document that describes them all."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from functions.serve_network_api import nations, rollouts, uploads
from functions.serve_network_api.problems import answer_problems
from shared.kernel.observability import logger_of

TITLE = "Banneret network API"
VERSION = "1.0.0"
OPENAPI_VERSION = "3.1.0"


def make_app() -> APIGatewayHttpResolver:
    """Return the API, ready to resolve requests."""
    app = APIGatewayHttpResolver(enable_validation=True)
    for routes in (uploads, rollouts, nations):
        app.include_router(routes.router)
    answer_problems(app, logger_of("serve_network_api"))

    @app.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response[str]:
        """Return the document that describes this API."""
        document = app.get_openapi_json_schema(title=TITLE, version=VERSION, openapi_version=OPENAPI_VERSION)
        return Response(status_code=200, content_type="application/json", body=document)

    return app
