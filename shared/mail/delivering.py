"""Letters that a table's stream tells of, or that wait in a queue, delivered one by one, alike by all who send some.

A letter that cannot be sent leaves the stream for the queue, where it waits for its next try by itself: behind a change
that is not taken a stream stands still. After its last try the queue has it among the dead letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.errors import TransientError
from shared.mail.waiting import read_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

    from aws_lambda_powertools import Logger, Metrics

    from shared.mail.waiting import ItemKey, WaitingLetters

    Record = Mapping[str, Any]

FROM_QUEUE = "aws:sqs"
"""What Lambda calls the source of a record that came from a queue."""

ENOUGH_MILLISECONDS = 25_000
"""What a function must have left to begin with a letter: what connecting to the mail service and waiting for its answer
may take (`ONE_TRY`). Who ran out of time would leave letters to the stream that are better off in the queue."""


class NoTimeLeft(TransientError):  # noqa: N818 - the name states the fact, as the style asks
    """The function ends before the letter could be sent for certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Delivers letters, each by itself; neither line nor metric names anybody.

    `deliver` returns what became of a letter, and must know what was sent before. `of` is what the letters are of, as
    metrics call them (`Letter`): `LettersSent` and its like count outcomes, `LetterTriesFailed` what comes again.
    """

    of: str
    deliver: Callable[[ItemKey], StrEnum]
    waiting: Callable[[], WaitingLetters]
    logger: Logger
    metrics: Metrics

    def work_off(self, records: Sequence[Record], *, left: Callable[[], int]) -> dict[str, Any]:
        """Deliver what a stream or a queue tells of; return which messages come again, as Lambda wants it.

        `left` tells the milliseconds before the function ends. Raises TransientError when a letter of the stream was
        neither sent nor kept for its next try: the others leave all the same, and the batch comes again.
        """
        came = [self._came_about(record, left) for record in records]
        if all(record.get("eventSource") == FROM_QUEUE for record in records):
            again = [record["messageId"] for record, about in zip(records, came, strict=True) if not about]
            return {"batchItemFailures": [{"itemIdentifier": message} for message in again]}
        if not all(came):
            raise TransientError(f"{came.count(False)} of {len(came)} letters neither sent nor kept")
        return {"batchItemFailures": []}

    def _came_about(self, record: Record, left: Callable[[], int]) -> bool:
        """Deliver one; return whether its source is done with it."""
        try:
            if record.get("eventSource") == FROM_QUEUE:
                return self._settle(record, left)
            return self._send_or_keep(_key_of(record), left)
        except Exception as error:
            # The message of an error that nobody foresaw may quote an address.
            self.logger.error("letter neither sent nor kept", error=type(error).__name__)
            return False

    def _send_or_keep(self, key: ItemKey, left: Callable[[], int]) -> bool:
        if self._failure(lambda: key, left):
            self.waiting().put(key)
        return True

    def _settle(self, message: Record, left: Callable[[], int]) -> bool:
        failure = self._failure(lambda: read_message(message["body"]), left)
        if failure is None:
            return True
        tries, passes = int(message["attributes"]["ApproximateReceiveCount"]), isinstance(failure, TransientError)
        self.waiting().rest(message["receiptHandle"], tries=tries, passes=passes)
        return False

    def _failure(self, key: Callable[[], ItemKey], left: Callable[[], int]) -> Exception | None:
        """Try to deliver a letter; return what failed, if anything did."""
        try:
            if left() < ENOUGH_MILLISECONDS:
                raise NoTimeLeft
            outcome = self.deliver(key())
        except Exception as error:
            self.logger.warning("letter not sent", error=type(error).__name__)
            self._count("TriesFailed")
            return error
        self.logger.info("letter settled", outcome=outcome.value)
        self._count(f"s{outcome.value.title().replace(' ', '')}")
        return None

    def _count(self, what: str) -> None:
        self.metrics.add_metric(name=f"{self.of}{what}", unit=MetricUnit.Count, value=1)


def _key_of(record: Record) -> ItemKey:
    keys = record["dynamodb"]["Keys"]
    return keys["pk"]["S"], keys["sk"]["S"]
