"""The role with which the console works inside a nation: the only way from there to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from infra.constructs.grants import allow, allow_key, allow_objects, allow_table, keep_log, role_of
from shared.people.segments.export import FOLDER

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_

    from infra.config import StageConfig
    from infra.stacks.data import DataStack
    from infra.stacks.sites import SitesStack

READ = ("BatchGetItem", "GetItem", "Query")
WRITE = ("ConditionCheckItem", "PutItem", "UpdateItem", "DeleteItem")

NAME = "nation"
"""What the role is called in a stage; the function that assumes it is told its ARN before there is the role."""


def nation_role_arn(stack: cdk.Stack, *, stage: StageConfig) -> str:
    """Return the ARN of the stage's role."""
    return stack.format_arn(service="iam", region="", resource="role", resource_name=stage.called(NAME))


def nation_role(function: lambda_.Function, *, stage: StageConfig, data: DataStack, sites: SitesStack) -> iam.Role:
    """Make the role, which the function alone may assume.

    It may reach all nations; whoever assumes it narrows the session to one (`shared.access.narrowing`).
    """
    role = iam.Role(
        cdk.Stack.of(function),
        "NationRole",
        role_name=stage.called(NAME),
        description="What the console does inside one nation, under a session policy that names the nation.",
        assumed_by=iam.ArnPrincipal(role_of(function).role_arn),
    )
    allow_table(role, data.people, *READ, *WRITE, index="by_name")
    # What was done in a nation is not among these items: the log has partitions of its own.
    allow_table(role, data.network, *READ, *WRITE)
    keep_log(role, data.network)
    allow_objects(role, sites.bucket, "GetObject", "PutObject", under=[""])
    # What somebody had exported is read by whoever may; it is written by the function that makes it.
    allow_objects(role, data.intake, "GetObject", under=[FOLDER])
    allow_key(role, data.key, through=("dynamodb", "s3"))
    allow(function, "sts:AssumeRole", on=[role.role_arn])
    return role
