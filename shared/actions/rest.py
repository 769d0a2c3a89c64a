"""How long a message that failed rests before it comes again."""

from __future__ import annotations

from typing import Any

LONGEST_SECONDS = 900
"""The longest rest: a throttled table has recovered by then."""


class RestingMessages:
    """Lets messages of a queue come again after a rest that grows with each try, instead of the visibility timeout.

    The visibility timeout is long, since it must outlast a worker that is killed.
    """

    def __init__(self, client: Any, url: str, *, seconds: int) -> None:
        """Take a client of SQS, the queue and the rest after the first try."""
        self._client = client
        self._url = url
        self._seconds = seconds

    def rest(self, receipt: str, *, tries: int) -> None:
        """Make the message visible again after its rest; `tries` counts this one."""
        seconds = min(self._seconds * tries, LONGEST_SECONDS)
        self._client.change_message_visibility(QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=seconds)
