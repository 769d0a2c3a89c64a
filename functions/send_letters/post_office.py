"""What writes and sends the letters: one use case with its connections to AWS."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from shared.access.letters import LAYOUT, Clerk
from shared.access.member_store import DynamoMemberStore
from shared.access.post_store import DynamoPost
from shared.access.sending import send_letter
from shared.access.settings import SendLettersSettings
from shared.kernel.aws import ONE_TRY, client
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.kits import CurrentKit, Kits
from shared.kits.store import DynamoKitStore
from shared.mail.render import MailRenderer
from shared.mail.ses import SesMailer

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.access.sending import Sent


def connect() -> Callable[[str], Sent]:
    """Return what sends one letter, connected as the environment tells."""
    settings, clock, dynamodb = SendLettersSettings.from_env(os.environ), SystemClock(), client("dynamodb")
    kit = CurrentKit(Kits(store=DynamoKitStore(dynamodb, settings.network_table)), clock)
    clerk = Clerk(
        renderer=MailRenderer(layout=LAYOUT),
        banner=lambda: replace(kit().content.banner, network_domain=settings.network_domain),
        console=settings.console_address,
        sender=settings.sender,
    )
    return partial(
        send_letter,
        post=DynamoPost(dynamodb, settings.network_table),
        members=DynamoMemberStore(dynamodb, settings.network_table),
        clerk=clerk,
        keys=SecretsManagerKeys(client("secretsmanager"), settings.signing_secret, clock=clock),
        mailer=SesMailer(client("sesv2", patience=ONE_TRY)),
        clock=clock,
        hold=timedelta(seconds=settings.hold_seconds),
    )
