"""HQ's own door: an HTTP API that answers signed requests only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
import jsii
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_logs as logs

from infra.constructs.retention import log_days, removal

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import StageConfig
    from infra.stacks.rollout import RolloutStack

EVERYTHING = "/{proxy+}"
"""The function's own router knows the paths; an unknown one gets its problem details."""

ACCESS_LOG = apigateway.AccessLogFormat.custom(
    '{"request":"$context.requestId","route":"$context.routeKey","method":"$context.httpMethod",'
    '"status":"$context.status","milliseconds":"$context.responseLatency","caller":"$context.identity.userArn",'
    '"error":"$context.error.message"}'
)
"""Who asked for what, and what came of it: no addresses, no bodies, no query strings."""


@jsii.implements(apigatewayv2.IAccessLogSettings)
class AccessLog:
    """Where the API notes its requests, and what of each."""

    def __init__(self, group: logs.ILogGroup) -> None:
        self._group = group

    @property
    def destination(self) -> apigatewayv2.IAccessLogDestination:
        """Return the log group."""
        return apigatewayv2.LogGroupLogDestination(self._group)

    @property
    def format(self) -> apigateway.AccessLogFormat:
        """Return the line of a request."""
        return ACCESS_LOG


class ApiStack(cdk.Stack):
    """The HTTP API in front of `serve_network_api`."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig, rollout: RolloutStack, **kwargs: Any) -> None:
        super().__init__(scope, id_, **kwargs)
        self.api = apigatewayv2.HttpApi(
            self,
            "Api",
            api_name=stage.called("network"),
            description=f"Rollouts and nations of the {stage.name} stage, for HQ's automation.",
            create_default_stage=False,
        )
        self.api.add_routes(
            path=EVERYTHING,
            methods=[apigatewayv2.HttpMethod.ANY],
            integration=integrations.HttpLambdaIntegration("Serve", rollout.serve_network_api),
            authorizer=authorizers.HttpIamAuthorizer(),
        )
        self._stage(stage)

    def _stage(self, stage: StageConfig) -> None:
        group = logs.LogGroup(
            self, "AccessLogs", retention=log_days(stage.retention), removal_policy=removal(stage.retention)
        )
        self.api.add_stage(
            "Stage",
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=apigatewayv2.ThrottleSettings(
                rate_limit=stage.api.requests_per_second, burst_limit=stage.api.burst
            ),
            access_log_settings=AccessLog(group),
        )
