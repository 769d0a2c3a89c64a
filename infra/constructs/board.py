"""The dashboard of the night: what it is about on top, what it stands on below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
import cdk_monitoring_constructs as monitoring
from constructs import Construct

from infra.constructs.metrics import OwnMetrics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_lambda as lambda_

    from infra.config import StageConfig
    from infra.constructs.queue import WorkQueue
    from infra.stacks.actions import ActionsStack
    from infra.stacks.api import ApiStack
    from infra.stacks.console import ConsoleStack
    from infra.stacks.data import DataStack
    from infra.stacks.rollout import RolloutStack
    from infra.stacks.sites import SitesStack

SHOWN = cdk.Duration.hours(3)
"""A rollout takes minutes, its night a few hours."""


class Board(Construct):
    """One dashboard of all parts; alarms are not its business, for it would wait for three points of five minutes."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig) -> None:
        super().__init__(scope, id_)
        self.name = stage.called("rollout")
        self._own = OwnMetrics(stage=stage)
        self._facade = monitoring.MonitoringFacade(
            self,
            "Facade",
            alarm_factory_defaults=monitoring.AlarmFactoryDefaults(
                actions_enabled=False, alarm_name_prefix=stage.called("watch")
            ),
            dashboard_factory=monitoring.DefaultDashboardFactory(
                self,
                "Dashboards",
                dashboard_name_prefix=self.name,
                create_dashboard=True,
                create_alarm_dashboard=False,
                create_summary_dashboard=False,
                detail_dashboard_range=SHOWN,
            ),
        )
        self._facade.add_large_header(f"Rollout, {stage.name}")

    def show_rollout(self, rollout: RolloutStack) -> None:
        """Show nations, people, the machine, the queue, and then each function."""
        self._show_network()
        self._facade.monitor_step_function(state_machine=rollout.machine, human_readable_name="Rollouts")
        self._facade.monitor_sqs_queue_with_dlq(
            queue=rollout.nations.queue,
            dead_letter_queue=rollout.nations.dead_letters,
            human_readable_name="Nations waiting",
        )
        self._show_functions(rollout.functions)

    def show_actions(self, actions: ActionsStack) -> None:
        """Show what visitors do: how much is let in, what waits, and then each function."""
        self._facade.add_large_header("Visitors' actions")
        self._facade.monitor_custom(
            human_readable_name="Actions",
            alarm_friendly_name="Actions",
            metric_groups=[monitoring.CustomMetricGroup(title="Actions", metrics=[*self._own.actions])],
        )
        self._facade.monitor_api_gateway_v2_http_api(api=actions.api, human_readable_name="Actions API")
        self._facade.monitor_sqs_queue_with_dlq(
            queue=actions.actions.queue,
            dead_letter_queue=actions.actions.dead_letters,
            human_readable_name="Actions waiting",
        )
        self._show_letters("Confirmations that wait", actions.confirmations)
        self._show_functions(actions.functions)

    def show_console(self, console: ConsoleStack) -> None:
        """Show how the console answers HQ and the teams, and then each function behind it."""
        self._facade.add_large_header("Console")
        self._facade.monitor_api_gateway_v2_http_api(api=console.api, human_readable_name="Console API")
        self._show_letters("Letters that wait", console.letters)
        self._show_functions(console.functions)

    def show_ground(self, *, data: DataStack, sites: SitesStack, api: ApiStack) -> None:
        """Show what a rollout stands on: tables, API and sites."""
        self._facade.add_large_header("Tables, API and sites")
        self._facade.monitor_dynamo_table(table=data.network, human_readable_name="Table network")
        self._facade.monitor_dynamo_table(table=data.people, human_readable_name="Table people")
        self._facade.monitor_api_gateway_v2_http_api(api=api.api, human_readable_name="Network API")
        self._facade.monitor_cloud_front_distribution(distribution=sites.distribution, human_readable_name="Sites")

    def _show_letters(self, title: str, waiting: WorkQueue) -> None:
        self._facade.monitor_sqs_queue_with_dlq(
            queue=waiting.queue, dead_letter_queue=waiting.dead_letters, human_readable_name=title
        )

    def _show_functions(self, functions: Mapping[str, lambda_.Function]) -> None:
        self._facade.add_large_header("Functions")
        for name, function in functions.items():
            self._facade.monitor_lambda_function(lambda_function=function, human_readable_name=name)

    def _show_network(self) -> None:
        own = self._own
        group = monitoring.CustomMetricGroup
        self._facade.monitor_custom(
            human_readable_name="Nations and people",
            alarm_friendly_name="Network",
            metric_groups=[
                group(title="Nations", metrics=[own.nations_ready, own.nations_failed]),
                group(title="Seconds for a nation", metrics=[own.nation_seconds(part) for part in ("p50", "p95")]),
                group(title="People", metrics=[*own.people]),
            ],
        )
