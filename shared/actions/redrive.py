"""Send dead letters back to the queue they came from, once their cause is mended."""

from __future__ import annotations

from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError

AT_ONCE = 10
"""Messages of one request: SQS's limit."""

IN_HAND_SECONDS = 60
"""How long a message taken out stays hidden from others: many times what sending it takes."""


class DeadLetters(Protocol):
    """The queue of what could not be worked off."""

    def redrive(self) -> int:
        """Send all of it back to where it came from; return how many messages. Raises TransientError."""


class SqsDeadLetters:
    """The queue of what could not be worked off."""

    def __init__(self, client: Any, *, dead_letters: str, queue: str) -> None:
        """Take a client of SQS and the URLs of both queues."""
        self._client = client
        self._dead_letters = dead_letters
        self._queue = queue

    def redrive(self) -> int:
        """Send all of them back; return how many. Raises TransientError: those not sent yet stay.

        Each is sent before it is removed: one that is met twice is recorded once.
        """
        try:
            return sum(iter(self._move_some, 0))
        except ClientError as error:
            raise TransientError(f"the queue answers {error_code(error)}") from None
        except BotoCoreError as error:
            raise TransientError(f"the queue cannot be reached: {type(error).__name__}") from None

    def _move_some(self) -> int:
        """Move up to ten; return how many there were."""
        messages = self._client.receive_message(
            QueueUrl=self._dead_letters, MaxNumberOfMessages=AT_ONCE, VisibilityTimeout=IN_HAND_SECONDS
        ).get("Messages", [])
        for message in messages:
            self._client.send_message(QueueUrl=self._queue, MessageBody=message["Body"])
            self._client.delete_message(QueueUrl=self._dead_letters, ReceiptHandle=message["ReceiptHandle"])
        return len(messages)
