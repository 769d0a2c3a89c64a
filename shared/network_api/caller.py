"""Who asks, as IAM knows them."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Request

UNKNOWN = "an unknown caller of the API"


def caller(request: Request) -> str:
    """Return the ARN of whoever signed the request."""
    authorizer = request.resolved_event["requestContext"].get("authorizer", {})
    return authorizer.get("iam", {}).get("userArn") or UNKNOWN


Caller = Annotated[str, Depends(caller)]
"""The caller, as a route asks for it."""
