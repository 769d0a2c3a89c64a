"""The topic that calls a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms

    from infra.config import StageConfig


class AlarmTopic(Construct):
    """An encrypted topic that CloudWatch may publish to, and people subscribe to."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig, key: kms.IKey) -> None:
        super().__init__(scope, id_)
        self.topic = sns.Topic(
            self,
            "Topic",
            topic_name=stage.called("alarms"),
            display_name=f"Banneret {stage.name}",
            master_key=key,
            enforce_ssl=not stage.plain_http,
        )
        self.topic.grant_publish(iam.ServicePrincipal("cloudwatch.amazonaws.com"))
        if stage.alarms.mail:
            self.topic.add_subscription(subscriptions.EmailSubscription(stage.alarms.mail))
