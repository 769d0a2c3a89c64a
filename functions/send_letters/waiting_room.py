"""Where letters wait that could not be sent, connected to AWS."""

from __future__ import annotations

import os

from shared.access.settings import SendLettersSettings
from shared.kernel.aws import client
from shared.mail.waiting import SqsWaitingLetters


def connect() -> SqsWaitingLetters:
    """Return the queue, as the environment tells."""
    return SqsWaitingLetters(client("sqs"), SendLettersSettings.from_env(os.environ))
