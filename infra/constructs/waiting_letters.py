"""The queues in which letters wait that could not be sent, each emptied by the function that sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infra.constructs.grants import allow_sending
from infra.constructs.queue import WorkQueue, empty

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from constructs import Construct

    from infra.config import StageConfig
    from infra.constructs.workshop import Workshop


def waiting_letters(scope: Construct, id_: str, *, workshop: Workshop, name: str) -> WorkQueue:
    """Make a queue of letters that could not be sent, and the queue of those that no try could send."""
    letters = workshop.stage.letters
    return WorkQueue(
        scope,
        id_,
        stage=workshop.stage,
        key=workshop.data.key,
        name=name,
        visibility=letters.visibility,
        receives=letters.receives,
    )


def told_of(waiting: WorkQueue, stage: StageConfig) -> dict[str, Any]:
    """Return what a sender is told of its queue, as `WaitingSettings` calls it."""
    return {
        "waiting_queue": waiting.queue.queue_url,
        "rest_seconds": int(stage.letters.rest.total_seconds()),
        "longest_rest_seconds": int(stage.letters.longest_rest.total_seconds()),
    }


def try_again(function: lambda_.Function, waiting: WorkQueue, stage: StageConfig) -> None:
    """Have a sender keep in the queue what it cannot send, and take it from there for the next try."""
    allow_sending(function, waiting.queue)
    empty(waiting.queue, function, batch=stage.letters.batch, workers=stage.letters.workers)
