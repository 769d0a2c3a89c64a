"""The recorder behind the queue: one use case with its connections to AWS."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shared.actions.ground import Ground
from shared.actions.recording import Recorded, Registry, record_action
from shared.actions.rest import RestingMessages
from shared.actions.settings import RecordActionSettings
from shared.consent.wording_store import DynamoWordingStore
from shared.geography.atlases import atlas_of
from shared.kernel.aws import PASSING_ON, client
from shared.kernel.clock import SystemClock
from shared.kits.banner_store import connect_banners
from shared.nations.remembered import RememberedNations
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.actions.taken import TakenAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Records actions, and lets those rest that failed."""

    record: Callable[[TakenAction], Recorded]
    messages: RestingMessages


def connect() -> Recorder:
    """Return a recorder with its connections, as the environment tells."""
    settings, clock = RecordActionSettings.from_env(os.environ), SystemClock()
    dynamodb = client("dynamodb", patience=PASSING_ON)
    nations = DynamoNationStore(dynamodb, settings.network_table)
    registry = Registry(
        nations=RememberedNations(nations, clock),
        latest=nations,
        wordings=DynamoWordingStore(dynamodb, settings.network_table),
        ground=Ground(
            partial(atlas_of, settings.country), country=settings.country, timezone=ZoneInfo(settings.timezone)
        ),
        banners=connect_banners(dynamodb, settings.network_table, network_domain=settings.network_domain, clock=clock),
    )
    people = DynamoPeopleTable(dynamodb, settings.people_table)
    return Recorder(
        record=partial(record_action, registry=registry, people=people, clock=clock),
        messages=RestingMessages(client("sqs"), settings.actions_queue, seconds=settings.retry_seconds),
    )
