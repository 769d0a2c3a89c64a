"""The queue of publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_sqs import SQSClient

    from shared.nations.publications import PublicationOrder

BATCH = 10
"""Messages that one SendMessageBatch takes: SQS's own limit."""


class SqsPublications:
    """Asks through SQS; see `Publications` for what it promises."""

    def __init__(self, client: SQSClient, url: str) -> None:
        self._client = client
        self._url = url

    def ask(self, orders: Sequence[PublicationOrder]) -> None:
        """Take the orders."""
        for start in range(0, len(orders), BATCH):
            self._send(orders[start : start + BATCH])

    def _send(self, orders: Sequence[PublicationOrder]) -> None:
        answer = self._client.send_message_batch(
            QueueUrl=self._url,
            Entries=[{"Id": str(place), "MessageBody": order.to_json()} for place, order in enumerate(orders)],
        )
        if answer.get("Failed"):
            raise TransientError(f"the queue of publications did not take {len(answer['Failed'])} of {len(orders)}")
