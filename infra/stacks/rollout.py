"""What brings sites into being: the functions, the queues of nations and of publications, the state machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk

from infra.constructs.import_functions import load_people, plan_rollout, settle_import, sort_people
from infra.constructs.machine import MachineFunctions, RolloutMachine
from infra.constructs.publish_functions import publish_nation, publish_network
from infra.constructs.queue import WorkQueue
from infra.constructs.report_functions import report_rollout, serve_network_api
from infra.constructs.wave_functions import (
    ask_approval,
    fail_dead_letters,
    judge_wave,
    provision_nation,
    record_failure,
)
from infra.constructs.workshop import Workshop

if TYPE_CHECKING:
    from constructs import Construct

    from infra.assets import RuntimeAssets
    from infra.config import StageConfig
    from infra.stacks.data import DataStack
    from infra.stacks.sites import SitesStack


class RolloutStack(cdk.Stack):
    """The functions with what each may do, the queues they empty, and the machine that calls them."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        assets: RuntimeAssets,
        data: DataStack,
        sites: SitesStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        workshop = Workshop(self, "Functions", stage=stage, assets=assets, data=data, sites=sites)
        self.functions, self.key = workshop.functions, data.key
        self.nations = WorkQueue(
            self,
            "Nations",
            stage=stage,
            key=data.key,
            name="nations",
            visibility=stage.provisioning.visibility,
            receives=stage.provisioning.receives,
        )
        provision_nation(workshop, self.nations)
        self.publications = WorkQueue(
            self,
            "Publications",
            stage=stage,
            key=data.key,
            name="publications",
            visibility=stage.publications.visibility,
            receives=stage.publications.receives,
        )
        publish_nation(workshop, self.publications.queue)
        self.fail_dead_letters = fail_dead_letters(workshop, self.nations)
        self.machine = RolloutMachine(
            self,
            "Rollout",
            stage=stage,
            functions=steps(workshop),
            nations=self.nations.queue,
            intake=data.intake,
            key=data.key,
        ).machine
        self.serve_network_api = serve_network_api(workshop, self.machine, publications=self.publications.queue)


def steps(workshop: Workshop) -> MachineFunctions:
    """Make the functions that the machine's steps call."""
    return MachineFunctions(
        plan_rollout=plan_rollout(workshop),
        sort_people=sort_people(workshop),
        load_people=load_people(workshop),
        settle_import=settle_import(workshop),
        record_failure=record_failure(workshop),
        judge_wave=judge_wave(workshop),
        ask_approval=ask_approval(workshop),
        publish_network=publish_network(workshop),
        report_rollout=report_rollout(workshop),
    )
