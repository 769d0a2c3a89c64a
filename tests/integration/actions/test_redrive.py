"""Dead letters in SQS, sent back."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from shared.actions.redrive import AT_ONCE, SqsDeadLetters
from shared.kernel.aws import client
from shared.kernel.errors import TransientError
from tests.integration.actions.conftest import Disturbed, Killed, killed_at


@pytest.fixture
def queues(aws: None) -> tuple[str, str]:
    """The URLs of the dead letters and of the queue that they came from."""
    sqs = client("sqs")
    dead, alive = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("dead", "alive"))
    return dead, alive


def bodies(url: str) -> list[str]:
    sqs, found = client("sqs"), []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        found += [message["Body"] for message in messages]
    return sorted(found)


def test_all_of_them_go_back_as_they_were(queues: tuple[str, str]) -> None:
    dead, alive = queues
    sent = [f"action {number}" for number in range(AT_ONCE + 3)]
    for body in sent:
        client("sqs").send_message(QueueUrl=dead, MessageBody=body)

    moved = SqsDeadLetters(client("sqs"), dead_letters=dead, queue=alive).redrive()

    assert moved == len(sent)
    assert bodies(alive) == sorted(sent)
    assert bodies(dead) == []


def test_a_killed_redrive_loses_nothing(queues: tuple[str, str]) -> None:
    dead, alive = queues
    client("sqs").send_message(QueueUrl=dead, MessageBody="action")

    with pytest.raises(Killed):
        SqsDeadLetters(Disturbed(client("sqs"), killed_at(2, "after")), dead_letters=dead, queue=alive).redrive()

    assert bodies(alive) == ["action"]


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "RequestThrottled", "Message": "marie@example.org"}}, "ReceiveMessage"),
        EndpointConnectionError(endpoint_url="https://sqs"),
    ],
)
def test_a_queue_that_fails_is_worth_another_try(error: Exception) -> None:
    with pytest.raises(TransientError, match="the queue") as raised:
        SqsDeadLetters(Failing(error), dead_letters="dead", queue="alive").redrive()

    assert "marie" not in str(raised.value)


class Failing:
    """A client of SQS that fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def receive_message(self, **request: Any) -> None:
        raise self._error
