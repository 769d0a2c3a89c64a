"""The desk behind the links, with its connections to AWS."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.consent_desk import ConsentDesk
from shared.actions.consent_pages import ConsentPages
from shared.actions.ground import Ground
from shared.actions.settings import AnswerConfirmationSettings
from shared.consent.links import LinkSigner
from shared.consent.wording_store import DynamoWordingStore
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.banner_store import connect_banners
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.erasures import DynamoErasures

if TYPE_CHECKING:
    from shared.kernel.secrets import SigningKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """The desk, and the keys by which CloudFront is known."""

    desk: ConsentDesk
    edge: SigningKeys


def connect() -> Connections:
    """Return the desk and the edge's keys, as the environment tells."""
    settings, clock = AnswerConfirmationSettings.from_env(os.environ), SystemClock()
    dynamodb, secrets = client("dynamodb"), client("secretsmanager")
    keys = SecretsManagerKeys(secrets, settings.signing_secret, clock=clock)
    desk = ConsentDesk(
        nations=DynamoNationStore(dynamodb, settings.network_table),
        wordings=DynamoWordingStore(dynamodb, settings.network_table),
        links=LinkSigner(keys, clock),
        people=DynamoPeopleTable(dynamodb, settings.people_table),
        erasures=DynamoErasures(dynamodb, settings.network_table),
        ground=Ground(partial(atlas_of, settings.country), country=settings.country),
        pages=ConsentPages(),
        banners=connect_banners(dynamodb, settings.network_table, network_domain=settings.network_domain, clock=clock),
        clock=clock,
    )
    return Connections(desk=desk, edge=SecretsManagerKeys(secrets, settings.edge_secret, clock=clock))
