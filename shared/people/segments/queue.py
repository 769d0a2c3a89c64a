"""The queues of indexes to build and of exports to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mypy_boto3_sqs import SQSClient


class SqsIndexing:
    """Asks through SQS; see `Indexing` for what it promises. A message is the nation's slug."""

    def __init__(self, client: SQSClient, url: str) -> None:
        self._client = client
        self._url = url

    def ask(self, slugs: Iterable[str]) -> None:
        """Take the orders."""
        try:
            for slug in slugs:
                self._client.send_message(QueueUrl=self._url, MessageBody=slug)
        except ClientError as error:
            raise TransientError("the queue of indexes did not take all orders") from error


class SqsExports:
    """Asks through SQS; see `Exports` for what it promises. A message is `<slug>/<export id>`."""

    def __init__(self, client: SQSClient, url: str) -> None:
        self._client = client
        self._url = url

    def ask(self, slug: str, export_id: str) -> None:
        """Take the order."""
        try:
            self._client.send_message(QueueUrl=self._url, MessageBody=f"{slug}/{export_id}")
        except ClientError as error:
            raise TransientError("the queue of exports did not take the order") from error
