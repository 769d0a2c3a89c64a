"""A queue that a function empties, and the queue of what it could not work off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.retention import duration
from infra.nag import acknowledge

if TYPE_CHECKING:
    from datetime import timedelta

    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_lambda as lambda_

    from infra.config import StageConfig

KEY_REUSE = cdk.Duration.hours(1)
"""How long SQS reuses a data key: it saves a call of KMS for nearly every message."""


class WorkQueue(Construct):
    """A queue whose messages count as dead after so many tries, and the queue they then go to."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        key: kms.IKey,
        name: str,
        visibility: timedelta,
        receives: int,
    ) -> None:
        super().__init__(scope, id_)
        self.dead_letters = dead_letters(self, "DeadLetters", stage=stage, key=key, name=name)
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=stage.called(name),
            visibility_timeout=duration(visibility),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=receives),
            **sealed(stage, key),
        )
        accept_plain_http(self.queue, stage=stage)


def dead_letters(scope: Construct, id_: str, *, stage: StageConfig, key: kms.IKey, name: str) -> sqs.Queue:
    """Make a queue of what could not be worked off, kept for somebody to look at."""
    queue = sqs.Queue(
        scope,
        id_,
        queue_name=stage.called(f"{name}-dead-letters"),
        retention_period=cdk.Duration.days(stage.retention.dead_letter_days),
        visibility_timeout=duration(stage.functions.fail_dead_letters.timeout),
        **sealed(stage, key),
    )
    accept_plain_http(queue, stage=stage)
    return queue


def sealed(stage: StageConfig, key: kms.IKey) -> dict[str, Any]:
    """Return what keeps a queue's messages from other eyes, at rest and on their way."""
    return {
        "encryption": sqs.QueueEncryption.KMS,
        "encryption_master_key": key,
        "data_key_reuse": KEY_REUSE,
        "enforce_ssl": not stage.plain_http,
    }


def accept_plain_http(queue: sqs.Queue, *, stage: StageConfig) -> None:
    """Accept that the emulator's queues answer without TLS."""
    if stage.plain_http:
        acknowledge(
            queue,
            "AwsSolutions-SQS4",
            reason="The emulator has no certificate and listens on this machine's own address alone.",
        )


def empty(queue: sqs.Queue, worker: lambda_.Function, *, batch: int, workers: int) -> None:
    """Have the function take the queue's messages, and answer message by message which of them failed."""
    worker.add_event_source(
        sources.SqsEventSource(queue, batch_size=batch, max_concurrency=workers, report_batch_item_failures=True)
    )
