"""The queue of publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_sqs import SQSClient

    from shared.nations.publications import PublicationOrder


class SqsPublications:
    """Asks through SQS; see `Publications` for what it promises.

    One by one: a silence that begins sends some hundred orders in seconds, twice in a round of an election, and
    the emulator asks for a permission to send batches that AWS does not have.
    """

    def __init__(self, client: SQSClient, url: str) -> None:
        self._client = client
        self._url = url

    def ask(self, orders: Sequence[PublicationOrder]) -> None:
        """Take the orders."""
        try:
            for order in orders:
                self._client.send_message(QueueUrl=self._url, MessageBody=order.to_json())
        except ClientError as error:
            raise TransientError("the queue of publications did not take all orders") from error
