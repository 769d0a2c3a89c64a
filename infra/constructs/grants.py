"""What a function may do: actions by name, on resources by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam

from infra.nag import acknowledge
from shared.access.items import log_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_dynamodb as dynamodb
    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_sqs as sqs

    Grantee = lambda_.Function | iam.Role
    """Who is allowed something: a function, or a role that functions assume."""

KEY_ACTIONS = [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
]
"""What DynamoDB, S3, SQS and CloudWatch's logs ask of a key on behalf of whoever reads or writes through them."""

CHANGING = ("UpdateItem", "DeleteItem", "BatchWriteItem", "PartiQLInsert", "PartiQLUpdate", "PartiQLDelete")
"""What may change or remove an item of a table; `PutItem`, which also replaces one, is held by a condition in code."""

LOG_WRITERS = frozenset(
    {"apply_retention", "plan_rollout", "provision_nation", "publish_nation", "serve_console", "serve_network_api"}
)
"""Functions that add to the log; all others have no business there."""


def allow(grantee: Grantee, *actions: str, on: Sequence[str]) -> None:
    """Let a function or a role take the actions on resources, by their ARNs."""
    role_of(grantee).add_to_principal_policy(iam.PolicyStatement(actions=list(actions), resources=list(on)))


def allow_table(grantee: Grantee, table: dynamodb.ITable, *actions: str, index: str | None = None) -> None:
    """Let a function or a role take DynamoDB's actions on a table's items, and query one index of it."""
    if actions:
        allow(grantee, *(f"dynamodb:{action}" for action in actions), on=[table.table_arn])
    if index:
        allow(grantee, "dynamodb:Query", on=[f"{table.table_arn}/index/{index}"])


def allow_items(grantee: Grantee, table: dynamodb.ITable, *actions: str, within: Sequence[str]) -> None:
    """Let a function or a role take DynamoDB's actions on the items of some partitions; `*` stands for any text."""
    role_of(grantee).add_to_principal_policy(
        iam.PolicyStatement(
            actions=[f"dynamodb:{action}" for action in actions],
            resources=[table.table_arn],
            conditions={"ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(within)}},
        )
    )


def keep_log(grantee: Grantee, table: dynamodb.ITable, *, adds: bool = False) -> None:
    """Have no grant, however wide, let a function or a role change the log or remove from it, nor add unless it `adds`.

    A denial goes before every grant, those that a later change may give as well.
    """
    denied = CHANGING if adds else (*CHANGING, "PutItem")
    role_of(grantee).add_to_principal_policy(
        iam.PolicyStatement(
            effect=iam.Effect.DENY,
            actions=[f"dynamodb:{action}" for action in denied],
            resources=[table.table_arn],
            # For any: one entry of the log among many items has the whole request refused.
            conditions={"ForAnyValue:StringLike": {"dynamodb:LeadingKeys": [log_key("*")]}},
        )
    )


def allow_objects(grantee: Grantee, bucket: s3.IBucket, *actions: str, under: Sequence[str], named: str = "*") -> None:
    """Let a function or a role take S3's actions on the objects below the folders, or on those of them so named."""
    places = [f"{folder}{named}" for folder in under]
    allow(grantee, *(f"s3:{action}" for action in actions), on=[bucket.arn_for_objects(place) for place in places])
    acknowledge(
        role_of(grantee),
        *(f"AwsSolutions-IAM5[Resource::{name_in_findings(bucket)}/{place}]" for place in places),
        reason="Objects get their names while a rollout runs; only their folder is known beforehand.",
    )


def allow_listing(function: lambda_.Function, bucket: s3.IBucket) -> None:
    """Let a function learn that an object is missing: without it S3 answers 403 instead of 404."""
    allow(function, "s3:ListBucket", on=[bucket.bucket_arn])


def allow_answers(function: lambda_.Function, action: str) -> None:
    """Let a function answer tasks of Step Functions that wait for a token."""
    allow(function, f"states:{action}", on=["*"])
    acknowledge(
        role_of(function),
        "AwsSolutions-IAM5[Resource::*]",
        reason="IAM knows no resources for the answers to tasks; the token, which nobody guesses, names the task.",
    )


def allow_sending(function: lambda_.Function, queue: sqs.IQueue) -> None:
    """Let a function put messages into a queue."""
    allow(function, "sqs:SendMessage", on=[queue.queue_arn])


def allow_secret(function: lambda_.Function, name: str) -> None:
    """Let a function read the secret of that name, in both its versions."""
    # Secrets Manager adds six characters of its own to the name; what a template calls a secret is its ARN on AWS and
    # its name at the emulator.
    arn = Stack.of(function).format_arn(
        service="secretsmanager",
        resource="secret",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
        resource_name=f"{name}-??????",
    )
    allow(function, "secretsmanager:GetSecretValue", on=[arn])


def allow_key(grantee: Grantee, key: kms.IKey, *, through: Sequence[str]) -> None:
    """Let a function or a role use the key through the named services, and in no other way."""
    region = Stack.of(grantee).region
    role_of(grantee).add_to_principal_policy(
        iam.PolicyStatement(
            actions=KEY_ACTIONS,
            resources=[key.key_arn],
            conditions={
                "StringEquals": {"kms:ViaService": [f"{service}.{region}.amazonaws.com" for service in through]}
            },
        )
    )


def role_of(grantee: Grantee) -> iam.IRole:
    """Return the function's role, which every function of ours has, or the role itself."""
    if isinstance(grantee, iam.Role):
        return grantee
    if grantee.role is None:
        raise ValueError(f"{grantee.node.path} has no role")
    return grantee.role


def name_in_findings(bucket: s3.IBucket) -> str:
    """Return how cdk-nag calls a bucket of another stack in a finding: by the export of its ARN."""
    owner = Stack.of(bucket)
    return str(owner.resolve(owner.export_value(bucket.bucket_arn))["Fn::ImportValue"])
