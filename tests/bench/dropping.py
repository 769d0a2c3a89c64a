"""DynamoDB without a network: the real client prepares and signs each request, and nobody is sent it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders

from shared.kernel.aws import client

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest

ANSWERS: dict[str, dict[str, Any]] = {
    "BatchWriteItem": {"UnprocessedItems": {}},
    "BatchGetItem": {"Responses": {}, "UnprocessedKeys": {}},
}
"""What an empty table says to everything."""


class _Body(io.BytesIO):
    """What botocore reads an answer from."""

    def stream(self, **_: object) -> Any:
        """Yield all there is."""
        yield self.getvalue()


def dropping_dynamodb() -> Any:
    """Return a client whose requests are dropped at the door."""
    dynamodb = client("dynamodb", region_name="eu-west-3", aws_access_key_id="none", aws_secret_access_key="none")
    dynamodb.meta.events.register("before-send.dynamodb", _answer)
    return dynamodb


def _answer(request: AWSPreparedRequest, event_name: str, **_: object) -> AWSResponse:
    body = json.dumps(ANSWERS[event_name.rpartition(".")[2]]).encode()
    return AWSResponse(request.url, 200, HTTPHeaders(), _Body(body))
