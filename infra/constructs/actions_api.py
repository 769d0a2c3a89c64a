"""Visitors' own door: an HTTP API that CloudFront leads to, on the same host as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Stack
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from constructs import Construct

from infra.constructs.access_log import AccessLog
from infra.constructs.edge_key import EdgeKey
from infra.nag import acknowledge

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_

    from infra.config import StageConfig


class ActionsApi(Construct):
    """The API, still without routes: those come with the functions that answer them."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig) -> None:
        super().__init__(scope, id_)
        self.api = apigatewayv2.HttpApi(
            self,
            "Api",
            api_name=stage.called("actions"),
            description=f"What visitors send from the sites of the {stage.name} stage.",
            create_default_stage=False,
        )
        self.api.add_stage(
            "Stage",
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=apigatewayv2.ThrottleSettings(
                rate_limit=stage.actions.requests_per_second, burst_limit=stage.actions.burst
            ),
            # The sites' stack knows no key of ours: what lies in it is public, or says nothing of anybody.
            access_log_settings=AccessLog(self, stage=stage, key=None),
        )
        self._edge = stage.edge
        self._key = EdgeKey(self, "EdgeKey", stage=stage)

    def origin(self) -> cloudfront.IOrigin:
        """Return how CloudFront reaches the API, and makes itself known to it."""
        where = {"api": self.api.api_id, "region": Stack.of(self).region}
        policy, tls = cloudfront.OriginProtocolPolicy, self._edge.tls
        return origins.HttpOrigin(
            self._edge.host.format(**where),
            origin_path=self._edge.path.format(**where) or None,
            protocol_policy=policy.HTTPS_ONLY if tls else policy.HTTP_ONLY,
            https_port=self._edge.port if tls else None,
            http_port=None if tls else self._edge.port,
            custom_headers=self._key.headers,
        )


def answer(api: apigatewayv2.IHttpApi, function: lambda_.Function, *, paths: dict[str, list[str]]) -> None:
    """Have a function answer paths of the API, each with the methods it is asked with."""
    integration = integrations.HttpLambdaIntegration("Answer", function)
    for path, methods in paths.items():
        for method in methods:
            route = apigatewayv2.HttpRoute(
                function,
                f"{method} {path}".replace("/", ":"),
                http_api=api,
                route_key=apigatewayv2.HttpRouteKey.with_(path, apigatewayv2.HttpMethod[method]),
                integration=integration,
            )
            acknowledge(
                route,
                "AwsSolutions-APIG4",
                reason="Visitors of a public page are nobody's users: signed stamps and limits stand guard instead.",
            )
