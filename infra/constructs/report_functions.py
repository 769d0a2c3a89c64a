"""The functions that tell of rollouts: the machine's last step, and the API that HQ asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk

from infra.constructs.grants import (
    allow,
    allow_answers,
    allow_listing,
    allow_objects,
    allow_secret,
    allow_sending,
    allow_table,
    role_of,
)
from infra.constructs.publish_functions import allow_publishing
from infra.nag import acknowledge
from shared.network_api.settings import ServeNetworkApiSettings
from shared.rollouts.settings import ReportRolloutSettings

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_sqs as sqs
    from aws_cdk import aws_stepfunctions as sfn

    from infra.constructs.workshop import Workshop

STORES = ("dynamodb", "s3")
"""Services through which these functions meet the key."""


def report_rollout(workshop: Workshop) -> lambda_.Function:
    """Make the function that sums a rollout up and frees the network for the next one."""
    data = workshop.data
    told = ReportRolloutSettings(network_table=data.network.table_name, intake_bucket=data.intake.bucket_name)
    function = workshop.make("report_rollout", told, through=STORES)
    allow_table(function, data.network, "GetItem", "Query", "UpdateItem", "DeleteItem")
    allow_objects(function, data.intake, "PutObject", under=["rollouts/"])
    return function


def serve_network_api(workshop: Workshop, machine: sfn.StateMachine, *, publications: sqs.Queue) -> lambda_.Function:
    """Make the function behind the API: it starts rollouts, steers nations, writes and pushes kits, signs uploads."""
    stage, data, sites = workshop.stage, workshop.data, workshop.sites
    told = ServeNetworkApiSettings(
        network_table=data.network.table_name,
        intake_bucket=data.intake.bucket_name,
        rollout_machine=machine.state_machine_arn,
        upload_seconds=int(stage.api.upload.total_seconds()),
        site_bucket=sites.bucket.bucket_name,
        network_domain=stage.domain.name,
        publications_queue=publications.queue_url,
        signing_secret=stage.signing_secret,
        country=stage.country,
    )
    function = workshop.make("serve_network_api", told, through=(*STORES, "secretsmanager", "sqs"))
    allow_sending(function, publications)
    allow_secret(function, stage.signing_secret)
    allow_publishing(function, sites.bucket, "GetObject", "GetObjectVersion")
    writing = ("PutItem", "UpdateItem", "DeleteItem")
    allow_table(function, data.network, "GetItem", "Query", *writing, index="by_kind")
    allow_objects(function, data.intake, "GetObject", "PutObject", under=["uploads/", "rollouts/"])
    allow_listing(function, data.intake)
    allow_answers(function, "SendTaskSuccess")
    allow(function, "states:StartExecution", on=[machine.state_machine_arn])
    allow_executions(function, machine=stage.called("rollout"))
    return function


def allow_executions(function: lambda_.Function, *, machine: str) -> None:
    """Let the function look at executions of the machine, and stop them."""
    stack = cdk.Stack.of(function)
    name = f"{machine}:*"
    executions = stack.format_arn(
        service="states", resource="execution", arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME, resource_name=name
    )
    allow(function, "states:DescribeExecution", "states:StopExecution", on=[executions])
    arn = f"arn:<AWS::Partition>:states:{stack.region}:<AWS::AccountId>:execution:{name}"
    acknowledge(
        role_of(function),
        f"AwsSolutions-IAM5[Resource::{arn}]",
        reason="Executions are named after rollouts, which nobody knows beforehand.",
    )
