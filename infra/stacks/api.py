"""HQ's own door: an HTTP API that answers signed requests only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations

from infra.constructs.access_log import AccessLog

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import StageConfig
    from infra.stacks.rollout import RolloutStack

EVERYTHING = "/{proxy+}"
"""The function's own router knows the paths; an unknown one gets its problem details."""

CALLER = {"caller": "$context.identity.userArn"}
"""Who asked: requests are signed."""


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
        self.api.add_stage(
            "Stage",
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=apigatewayv2.ThrottleSettings(
                rate_limit=stage.api.requests_per_second, burst_limit=stage.api.burst
            ),
            access_log_settings=AccessLog(self, stage=stage, key=rollout.key, also=CALLER),
        )
