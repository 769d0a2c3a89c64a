"""Where confirmations wait that could not be asked for, connected to AWS."""

from __future__ import annotations

import os

from shared.actions.settings import SendConfirmationSettings
from shared.kernel.aws import client
from shared.mail.waiting import SqsWaitingLetters


def connect() -> SqsWaitingLetters:
    """Return the queue, as the environment tells."""
    return SqsWaitingLetters(client("sqs"), SendConfirmationSettings.from_env(os.environ))
