"""The queue between the visitor's request and the people table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.actions.taken import TakenAction

    Send = Callable[..., object]


class SqsActionsQueue:
    """Puts actions into SQS, where they are kept, encrypted, until they are recorded."""

    def __init__(self, send: Send, url: str) -> None:
        """Take SQS's SendMessage, and the URL of the queue."""
        self._send = send
        self._url = url

    def put(self, action: TakenAction) -> None:
        """Keep the action for good; raises TransientError if it cannot be kept."""
        try:
            self._send(QueueUrl=self._url, MessageBody=action.to_json())
        except ClientError as error:
            raise TransientError(f"the actions queue takes nothing: {error_code(error)}") from error
        except BotoCoreError as error:
            raise TransientError("the actions queue is out of reach") from error
