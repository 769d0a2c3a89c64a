"""The queue of nations to provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsNationsQueue:
    """Lets a message that failed come again after `retry_seconds` instead of the visibility timeout.

    The visibility timeout is long, since it must outlast a worker that is killed.
    """

    def __init__(self, client: SQSClient, url: str, *, retry_seconds: int) -> None:
        self._client = client
        self._url = url
        self._retry_seconds = retry_seconds

    def hasten(self, receipt: str) -> None:
        """Make the message visible again soon."""
        self._client.change_message_visibility(
            QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=self._retry_seconds
        )
