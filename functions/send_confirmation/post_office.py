"""What writes and sends the letters: one use case with its connections to AWS."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.asking import Asked, ask_to_confirm
from shared.actions.letters import Scribe
from shared.actions.settings import SendConfirmationSettings
from shared.consent.links import LinkSigner
from shared.consent.wording_store import DynamoWordingStore
from shared.geography.atlases import atlas_of
from shared.kernel.aws import ONE_TRY, client
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.banner_store import connect_banners
from shared.kits.kits import Kits
from shared.kits.letters import confirmation_letter
from shared.kits.store import DynamoKitStore
from shared.mail.render import MailRenderer
from shared.mail.ses import SesMailer
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.people.table import ItemKey


def connect() -> Callable[[ItemKey], Asked]:
    """Return what asks for one confirmation, connected as the environment tells."""
    settings, clock = SendConfirmationSettings.from_env(os.environ), SystemClock()
    dynamodb = client("dynamodb")
    keys = SecretsManagerKeys(client("secretsmanager"), settings.signing_secret, clock=clock)
    kits = Kits(store=DynamoKitStore(dynamodb, settings.network_table))
    banners = connect_banners(dynamodb, settings.network_table, network_domain=settings.network_domain, clock=clock)
    scribe = Scribe(
        nations=DynamoNationStore(dynamodb, settings.network_table),
        wordings=DynamoWordingStore(dynamodb, settings.network_table),
        links=LinkSigner(keys, clock),
        letter=partial(confirmation_letter, kits=kits),
        renderer=MailRenderer(),
        banner=banners.worn_by,
        atlas=partial(atlas_of, settings.country),
        site_address=settings.site_address,
        sender=settings.sender,
    )
    people, mailer = DynamoPeopleTable(dynamodb, settings.people_table), SesMailer(client("sesv2", patience=ONE_TRY))
    return partial(ask_to_confirm, people=people, scribe=scribe, mailer=mailer, clock=clock)
