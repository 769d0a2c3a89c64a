"""The queue of imports to carry out, and of changes of many people: both write a nation's people for minutes.

A message: `{"slug", "import_id"}` or `{"slug", "change_id"}`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsImportOrders:
    """Asks through SQS; see `ImportOrders` for what it promises."""

    def __init__(self, client: SQSClient, url: str) -> None:
        self._client = client
        self._url = url

    def ask(self, slug: str, import_id: str) -> None:
        """Take the order."""
        try:
            self._client.send_message(
                QueueUrl=self._url, MessageBody=json.dumps({"slug": slug, "import_id": import_id})
            )
        except ClientError as error:
            raise TransientError("the queue of imports did not take the order") from error


class SqsChangeOrders:
    """Asks through the same; see `ChangeOrders` for what it promises."""

    def __init__(self, client: SQSClient, url: str) -> None:
        self._client = client
        self._url = url

    def ask(self, slug: str, change_id: str) -> None:
        """Take the order."""
        try:
            self._client.send_message(
                QueueUrl=self._url, MessageBody=json.dumps({"slug": slug, "change_id": change_id})
            )
        except ClientError as error:
            raise TransientError("the queue of changes did not take the order") from error
