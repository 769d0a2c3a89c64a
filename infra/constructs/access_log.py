"""What an HTTP API notes of its requests: what came of them, and no address, body or query string."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsii
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2

from infra.constructs.log_group import log_group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_kms as kms
    from constructs import Construct

    from infra.config import StageConfig

NOTED = {
    "request": "$context.requestId",
    "route": "$context.routeKey",
    "method": "$context.httpMethod",
    "status": "$context.status",
    "milliseconds": "$context.responseLatency",
    "error": "$context.error.message",
}
"""What every API notes, in API Gateway's own variables."""


@jsii.implements(apigatewayv2.IAccessLogSettings)
class AccessLog:
    """A log group of the API's own, and the line that each request becomes there."""

    def __init__(
        self, scope: Construct, *, stage: StageConfig, key: kms.IKey | None, also: Mapping[str, str] | None = None
    ) -> None:
        self._group = log_group(scope, "AccessLogs", stage=stage, key=key)
        self._line = json.dumps(NOTED | dict(also or {}), separators=(",", ":"))

    @property
    def destination(self) -> apigatewayv2.IAccessLogDestination:
        """Return the log group."""
        return apigatewayv2.LogGroupLogDestination(self._group)

    @property
    def format(self) -> apigateway.AccessLogFormat:
        """Return the line of a request."""
        return apigateway.AccessLogFormat.custom(self._line)
