"""Batches sent to DynamoDB as JSON that we wrote ourselves.

Botocore walks every value of every item by its model, which takes many times what orjson takes to
write the same JSON. So a call names the table and no more, and the finished body is put in by
botocore's own event, before it signs and sends the request, with its retries and all.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

_CALLS = tuple(f"before-call.dynamodb.{call}" for call in ("BatchWriteItem", "BatchGetItem", "TransactWriteItems"))


class _Current(threading.local):
    body: bytes = b""


class PreparedBodies:
    """The body that a thread is about to send through a client, for this one call and no other."""

    def __init__(self, client: DynamoDBClient) -> None:
        self._current = _Current()
        for call in _CALLS:
            client.meta.events.register(call, self._put_in)

    @contextmanager
    def sending(self, body: bytes) -> Iterator[None]:
        """Let the call inside send `body`."""
        self._current.body = body
        try:
            yield
        finally:
            self._current.body = b""

    def _put_in(self, params: dict[str, Any], **_: object) -> None:
        if self._current.body:
            params["body"] = self._current.body
