"""How functions follow what changes in a table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aws_cdk import aws_lambda as lambda_

from infra.constructs.grants import allow, allow_sending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_dynamodb as dynamodb
    from aws_cdk import aws_sqs as sqs

READ_STREAM = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams")
"""What Lambda asks of a stream on behalf of a function."""

BATCH = 100
"""Changes that a function is told at once, at most."""

WINDOW_SECONDS = 1
"""How long Lambda gathers changes before it tells a function of fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Which changes a function is told of, and what becomes of those that it cannot take."""

    prefix: str
    """With which the sort keys of the items begin."""
    events: Sequence[str]
    """`INSERT`, `MODIFY`, `REMOVE`."""
    tries: int | None = None
    """How often a change is told that is not taken; None for as long as the stream holds it, which is a day."""


def follow(function: lambda_.Function, table: dynamodb.TableV2, following: Following, *, untaken: sqs.IQueue) -> None:
    """Tell the function of changes in the table, from the first one that the stream still holds.

    A function that fails at one change raises the whole batch, which is halved until one is left, and told again
    until it is taken, was told as often as it may be, or is a day old: a stream keeps it no longer. So whatever a
    function has done, it must know again. Of changes that it never took, their places in the stream go to `untaken`.
    """
    stream = table.table_stream_arn
    if stream is None:
        raise ValueError(f"{table.node.path} has no stream")
    allow(function, *READ_STREAM, on=[stream])
    allow_sending(function, untaken)
    # CDK's own event source would grant ListStreams on every stream, and the key's actions by wildcard.
    lambda_.CfnEventSourceMapping(
        function,
        "Changes",
        function_name=function.function_arn,
        event_source_arn=stream,
        starting_position="TRIM_HORIZON",
        batch_size=BATCH,
        maximum_batching_window_in_seconds=WINDOW_SECONDS,
        bisect_batch_on_function_error=True,
        maximum_retry_attempts=None if following.tries is None else following.tries - 1,
        filter_criteria={"filters": [{"pattern": json.dumps(pattern(following))}]},
        destination_config={"onFailure": {"destination": untaken.queue_arn}},
    )


def pattern(following: Following) -> dict[str, Any]:
    """Return which records of the stream are told, in EventBridge's words."""
    key = {"Keys": {"sk": {"S": [{"prefix": following.prefix}]}}}
    return {"eventName": list(following.events), "dynamodb": key}
