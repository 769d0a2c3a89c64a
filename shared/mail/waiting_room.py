"""Where letters wait that could not be sent, connected to AWS: for every function that sends some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.aws import client
from shared.mail.settings import WaitingSettings
from shared.mail.waiting import SqsWaitingLetters

if TYPE_CHECKING:
    from collections.abc import Mapping


def connect_waiting(environment: Mapping[str, str]) -> SqsWaitingLetters:
    """Return the queue that the environment tells."""
    return SqsWaitingLetters(client("sqs"), WaitingSettings.from_env(environment))
