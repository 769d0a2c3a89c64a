"""Letters that could not be sent at once: each waits in a queue for its next try, and none for another.

Message: `{"pk", "sk"}`, the key of the item in which the letter is written down. A stream tells no more of it, and
nothing of a person is in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from shared.mail.settings import WaitingSettings

    ItemKey = tuple[str, str]
    """(pk, sk) of the item that a letter is written down in."""


class WaitingLetters(Protocol):
    """Where letters wait that could not be sent."""

    def put(self, key: ItemKey) -> None:
        """Have a letter wait for its next try; raises TransientError if it cannot be kept."""

    def rest(self, receipt: str, *, tries: int, passes: bool) -> None:
        """Have one that failed again wait on, `tries` counting this one; `passes` if what failed mends by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """How many seconds a letter rests between two tries.

    What passes by itself, a mail service out of reach or a quota used up, takes hours at times: rests double up to
    the `longest`. What nobody foresaw does not mend by itself, and becomes a dead letter soon, for a person to see.
    """

    first: int
    longest: int

    def after(self, tries: int, *, passes: bool) -> int:
        """Return the seconds after so many tries."""
        # Beyond twenty doublings any first rest is longer than the longest that SQS knows.
        return min(self.first * 2 ** min(tries - 1, 20), self.longest) if passes else self.first


def write_message(key: ItemKey) -> str:
    """Return the message of a letter."""
    return json.dumps(dict(zip(("pk", "sk"), key, strict=True)))


def read_message(body: str) -> ItemKey:
    """Return the key that a message tells; raises ValueError or LookupError for one that is none of ours."""
    told = json.loads(body)
    return str(told["pk"]), str(told["sk"])


class SqsWaitingLetters:
    """Letters that wait in SQS; see `WaitingLetters` for what each method promises."""

    def __init__(self, client: Any, told: WaitingSettings) -> None:
        """Take a client of SQS, and where and how long letters wait."""
        self._client, self._url = client, told.waiting_queue
        self._rests = Rests(first=told.rest_seconds, longest=told.longest_rest_seconds)

    def put(self, key: ItemKey) -> None:
        """Have a letter wait."""
        try:
            self._client.send_message(
                QueueUrl=self._url, MessageBody=write_message(key), DelaySeconds=self._rests.first
            )
        except ClientError as error:
            raise TransientError(f"the queue of letters takes nothing: {error_code(error)}") from None
        except BotoCoreError as error:
            raise TransientError(f"the queue of letters cannot be reached: {type(error).__name__}") from None

    def rest(self, receipt: str, *, tries: int, passes: bool) -> None:
        """Have it wait on."""
        seconds = self._rests.after(tries, passes=passes)
        try:
            self._client.change_message_visibility(QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=seconds)
        except (BotoCoreError, ClientError):
            return  # It comes again all the same, after the queue's own visibility timeout.
