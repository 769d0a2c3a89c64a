"""Events by which Lambda tells a function of what a queue holds."""

from __future__ import annotations

from typing import Any

from shared.kernel.aws import client

TOLD_AT_ONCE = 10
"""Messages of one event at most: SQS's limit for one request."""


def event_of(queue: str) -> dict[str, Any]:
    """Take messages out of a queue, given by its URL, and return the event that tells of them."""
    found = client("sqs").receive_message(
        QueueUrl=queue, MaxNumberOfMessages=TOLD_AT_ONCE, MessageSystemAttributeNames=["ApproximateReceiveCount"]
    )
    return {
        "Records": [
            {
                "eventSource": "aws:sqs",
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
            }
            for message in found.get("Messages", [])
        ]
    }
