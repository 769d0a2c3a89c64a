"""The OpenAPI document, built from the routes and their models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler.openapi.models import APIKey, APIKeyIn, Tag

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

TITLE = "Banneret network API"
VERSION = "1.0.0"
OPENAPI_VERSION = "3.1.0"

ABOUT = (
    "For HQ's automation: upload input files, roll nations out, read what became of them, steer nations, "
    "write and push the kit. It serves numbers of people, never people."
)

SIGNATURE = APIKey.model_validate(
    {
        "in": APIKeyIn.header,
        "name": "Authorization",
        "description": "AWS Signature Version 4 for the service `execute-api`.",
        "openapi_extensions": {"x-amazon-apigateway-authtype": "awsSigv4"},
    }
)

TAGS = [
    Tag(name="uploads", description="Input files on their way into the intake bucket."),
    Tag(name="rollouts", description="Runs that bring a roster's nations into being."),
    Tag(name="nations", description="The campaigns of the network."),
    Tag(name="events", description="What the nations invite to; held during electoral silence."),
    Tag(name="silence", description="When campaigns must be silent, and what may happen all the same."),
    Tag(name="kit", description="Pages, e-mails and banner of all nations, as editions that they are brought up to."),
    Tag(name="tags", description="Headquarters' own tags, spelled alike in every nation."),
    Tag(name="figures", description="The network in numbers, small ones kept back."),
    Tag(name="log", description="What was done at headquarters."),
]

FRAMEWORK_ERRORS = ("HTTPValidationError", "ResponseValidationError", "ValidationError")
"""Powertools' own error bodies, which it describes always; ours are problem details instead."""


def describe(app: APIGatewayHttpResolver) -> dict[str, Any]:
    """Return the document of an API."""
    text = app.get_openapi_json_schema(
        title=TITLE,
        version=VERSION,
        openapi_version=OPENAPI_VERSION,
        description=ABOUT,
        tags=list(TAGS),
        security_schemes={"signature": SIGNATURE},
        security=[{"signature": []}],
    )
    document: dict[str, Any] = json.loads(text)
    for name in FRAMEWORK_ERRORS:
        document["components"]["schemas"].pop(name, None)
    return document
