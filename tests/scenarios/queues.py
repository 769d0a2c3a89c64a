"""The queue of nations and the queue of its dead letters, looked at and tampered with."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.scenarios.network import STAGE, await_that

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.scenarios.network import Network

COUNTS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]

LOOKING = 60
"""Seconds for which a message that a test looks at stays hidden from others."""


@contextmanager
def workers_resting(network: Network) -> Iterator[None]:
    """Keep the workers from the queue of nations: whatever is sent to it stays there meanwhile."""
    functions = network.client("lambda")
    worker = f"banneret-{STAGE}-provision-nation"
    (mapping,) = functions.list_event_source_mappings(FunctionName=worker)["EventSourceMappings"]
    functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    try:
        yield
    finally:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


def await_messages(network: Network, count: int) -> list[Any]:
    """Return so many messages of the nations' queue as soon as they are there; they stay in it."""
    messages: dict[str, Any] = {}

    def is_complete() -> bool:
        answer = network.client("sqs").receive_message(
            QueueUrl=network.directory.nations_queue, MaxNumberOfMessages=10, VisibilityTimeout=LOOKING
        )
        messages.update({message["MessageId"]: message for message in answer.get("Messages", [])})
        return len(messages) == count

    await_that(is_complete)
    return list(messages.values())


def deliver_twice(network: Network, message: Any) -> None:
    """Send a message once more, and let the first one be seen again."""
    sqs, queue = network.client("sqs"), network.directory.nations_queue
    sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)


def waiting(network: Network) -> int:
    """Return how many nations are in the queue."""
    return _count(network, network.directory.nations_queue)


def is_drained(network: Network) -> bool:
    """Tell whether no message waits or is worked on, neither a nation nor a dead letter."""
    queues = (network.directory.nations_queue, network.directory.dead_letter_queue)
    return not any(_count(network, queue) for queue in queues)


def _count(network: Network, queue: str) -> int:
    counts = network.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=COUNTS)["Attributes"]
    return sum(map(int, counts.values()))
