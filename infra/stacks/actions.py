"""What visitors do on the sites: taken at the door, kept in a queue, recorded and counted behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_ses as ses

from infra.constructs.clock_functions import apply_retention, keep_silence
from infra.constructs.door_functions import answer_confirmation, find_nation, take_action
from infra.constructs.queue import WorkQueue, dead_letters
from infra.constructs.record_functions import keep_counters, record_action, send_confirmation
from infra.constructs.waiting_letters import waiting_letters
from infra.constructs.workshop import Workshop
from infra.nag import acknowledge

if TYPE_CHECKING:
    from constructs import Construct

    from infra.assets import RuntimeAssets
    from infra.config import StageConfig
    from infra.stacks.data import DataStack
    from infra.stacks.rollout import RolloutStack
    from infra.stacks.sites import SitesStack


class ActionsStack(cdk.Stack):
    """The actions' queue, and the functions before and behind it with what each may do."""

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
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        workshop = Workshop(self, "Functions", stage=stage, assets=assets, data=data, sites=sites)
        self.functions, self.api = workshop.functions, sites.actions_api
        self.actions = WorkQueue(
            self,
            "Actions",
            stage=stage,
            key=data.key,
            name="actions",
            visibility=stage.actions.visibility,
            receives=stage.actions.receives,
        )
        self.untaken = dead_letters(self, "ChangesDeadLetters", stage=stage, key=data.key, name="changes")
        acknowledge(
            self.untaken,
            "AwsSolutions-SQS3",
            reason="It is itself where things end: Lambda sends to it what no follower of the stream took.",
        )
        self._recording(workshop)
        self._doors(workshop)
        keep_silence(workshop, rollout.publications.queue)
        apply_retention(workshop, rollout.publications.queue)

    def _doors(self, workshop: Workshop) -> None:
        take_action(workshop, self.actions.queue)
        answer_confirmation(workshop)
        find_nation(workshop)

    def _recording(self, workshop: Workshop) -> None:
        record_action(workshop, self.actions.queue)
        self.confirmations = waiting_letters(self, "Confirmations", workshop=workshop, name="confirmations")
        self.sender = ses.EmailIdentity(self, "Sender", identity=ses.Identity.domain(workshop.stage.domain.name))
        self.followers = {
            "counters": keep_counters(workshop, self.untaken),
            "confirmations": send_confirmation(workshop, self.confirmations, sender=self.sender, untaken=self.untaken),
        }
