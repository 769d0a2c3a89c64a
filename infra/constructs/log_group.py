"""Where something of ours writes what it did: kept as long as the stage says, under the stage's own key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_logs as logs

from infra.constructs.retention import log_days, removal

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms
    from constructs import Construct

    from infra.config import StageConfig

MACHINE_LOGS = "/aws/vendedlogs/states/"
"""How the names of state machines' log groups begin: AWS's resource policy of log delivery covers it once for all."""


def log_group(
    scope: Construct, id_: str, *, stage: StageConfig, key: kms.IKey | None, name: str | None = None
) -> logs.LogGroup:
    """Make a log group; with a key its lines are encrypted by it, otherwise by CloudWatch's own.

    The key's policy lets CloudWatch use it for groups that are named after the stage, as CloudFormation names those
    without a name of their own after their stack.
    """
    return logs.LogGroup(
        scope,
        id_,
        log_group_name=name,
        encryption_key=key,
        retention=log_days(stage.retention),
        removal_policy=removal(stage.retention),
    )
