"""The control panel: who may sign in, the function that serves it, and the HTTP API that browsers ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_apigatewayv2_integrations as integrations

from infra.constructs.access_log import AccessLog
from infra.constructs.console_function import serve_console
from infra.constructs.letters_function import send_letters
from infra.constructs.members import Members
from infra.constructs.own_imports_function import import_nation, imports_queue
from infra.constructs.segment_functions import (
    export_people,
    exports_queue,
    index_people,
    indexes_queue,
    keep_indexes,
)
from infra.constructs.waiting_letters import waiting_letters
from infra.constructs.workshop import Workshop
from infra.nag import acknowledge

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_lambda as lambda_
    from constructs import Construct

    from infra.assets import RuntimeAssets
    from infra.config import StageConfig
    from infra.stacks.actions import ActionsStack
    from infra.stacks.data import DataStack
    from infra.stacks.rollout import RolloutStack
    from infra.stacks.sites import SitesStack


class ConsoleStack(cdk.Stack):
    """The user pool, `serve_console`, and its API; `address` is where the console opens."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        assets: RuntimeAssets,
        data: DataStack,
        sites: SitesStack,
        rollout: RolloutStack,
        actions: ActionsStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        workshop = Workshop(self, "Functions", stage=stage, assets=assets, data=data, sites=sites)
        self.functions = workshop.functions
        self.api = self._api(stage, data.key)
        self.address = self._address(stage)
        self.indexes, self.exports = indexes_queue(self, workshop), exports_queue(self, workshop)
        self.imports = imports_queue(self, workshop)
        self.members = Members(self, "Members", stage=stage)
        queues = {"indexes": self.indexes.queue, "exports": self.exports.queue, "imports": self.imports.queue}
        self._answer(serve_console(workshop, self.members, rollout, **queues))
        import_nation(workshop, self.imports)
        index_people(workshop, self.indexes)
        keep_indexes(workshop, self.indexes)
        export_people(workshop, self.exports)
        self.letters = waiting_letters(self, "Letters", workshop=workshop, name="letters")
        self.send_letters = send_letters(
            workshop, self.letters, console_address=self.address, sender=actions.sender, untaken=actions.untaken
        )

    def _answer(self, function: lambda_.Function) -> None:
        """Have the function answer every path: its own table of routes knows them."""
        route = apigatewayv2.HttpRoute(
            self,
            "Everything",
            http_api=self.api,
            route_key=apigatewayv2.HttpRouteKey.DEFAULT,
            integration=integrations.HttpLambdaIntegration("Serve", function),
        )
        acknowledge(
            route,
            "AwsSolutions-APIG4",
            reason="Whoever signs in has no credentials yet; the console knows its members by sessions of its own.",
        )

    def _api(self, stage: StageConfig, key: kms.IKey) -> apigatewayv2.HttpApi:
        api = apigatewayv2.HttpApi(
            self,
            "Api",
            api_name=stage.called("console"),
            description=f"The control panel of the {stage.name} stage, for HQ and the nations' teams.",
            create_default_stage=False,
        )
        api.add_stage(
            "Stage",
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=apigatewayv2.ThrottleSettings(
                rate_limit=stage.console.requests_per_second, burst_limit=stage.console.burst
            ),
            access_log_settings=AccessLog(self, stage=stage, key=key),
        )
        return api

    def _address(self, stage: StageConfig) -> str:
        """Return where the console opens, with a slash at the end."""
        where = {"api": self.api.api_id, "region": self.region}
        return f"{stage.edge.origin(**where)}{stage.edge.path.format(**where)}/"
