"""The last stack: where everything is, for whoever works with the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_ssm as ssm

from shared.kernel.stage import StageDirectory, directory_parameter

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import StageConfig
    from infra.stacks.actions import ActionsStack
    from infra.stacks.api import ApiStack
    from infra.stacks.console import ConsoleStack
    from infra.stacks.data import DataStack
    from infra.stacks.rollout import RolloutStack
    from infra.stacks.sites import SitesStack
    from infra.stacks.watch import WatchStack


class DirectoryStack(cdk.Stack):
    """One parameter that is there only when all other stacks are."""

    def __init__(
        self, scope: Construct, id_: str, *, stage: StageConfig, directory: StageDirectory, **kwargs: Any
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        ssm.StringParameter(
            self,
            "Directory",
            parameter_name=directory_parameter(stage.name),
            description=f"Names and addresses of Banneret's {stage.name} stage.",
            string_value=self.to_json_string(directory.to_env()),
        )


def directory_of(
    stage: StageConfig,
    *,
    data: DataStack,
    sites: SitesStack,
    rollout: RolloutStack,
    actions: ActionsStack,
    api: ApiStack,
    console: ConsoleStack,
    watch: WatchStack,
) -> StageDirectory:
    """Return where everything of the stage is."""
    return StageDirectory(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        intake_bucket=data.intake.bucket_name,
        site_bucket=sites.bucket.bucket_name,
        nations_queue=rollout.nations.queue.queue_url,
        dead_letter_queue=rollout.nations.dead_letters.queue_url,
        publications_queue=rollout.publications.queue.queue_url,
        actions_queue=actions.actions.queue.queue_url,
        actions_dead_letter_queue=actions.actions.dead_letters.queue_url,
        letters_queue=console.letters.queue.queue_url,
        letters_dead_letter_queue=console.letters.dead_letters.queue_url,
        confirmations_queue=actions.confirmations.queue.queue_url,
        confirmations_dead_letter_queue=actions.confirmations.dead_letters.queue_url,
        signing_secret=stage.signing_secret,
        rollout_machine=rollout.machine.state_machine_arn,
        site_host=sites.distribution.distribution_domain_name,
        network_domain=stage.domain.name,
        api_url=api.api.api_endpoint,
        actions_api_url=sites.actions_api.api_endpoint,
        console_url=console.address,
        member_pool=console.members.pool.user_pool_id,
        alarm_topic=watch.topic.topic_arn,
        dashboard=watch.dashboard,
    )
