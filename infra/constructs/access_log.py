"""What an HTTP API notes of its requests: what came of them, and no address, body or query string."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsii
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_logs as logs

from infra.constructs.retention import log_days, removal

if TYPE_CHECKING:
    from collections.abc import Mapping

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

    def __init__(self, scope: Construct, *, stage: StageConfig, also: Mapping[str, str] | None = None) -> None:
        self._group = logs.LogGroup(
            scope, "AccessLogs", retention=log_days(stage.retention), removal_policy=removal(stage.retention)
        )
        self._line = json.dumps(NOTED | dict(also or {}), separators=(",", ":"))

    @property
    def destination(self) -> apigatewayv2.IAccessLogDestination:
        """Return the log group."""
        return apigatewayv2.LogGroupLogDestination(self._group)

    @property
    def format(self) -> apigateway.AccessLogFormat:
        """Return the line of a request."""
        return apigateway.AccessLogFormat.custom(self._line)
