"""The worker behind the queue of publications: one use case with its connections to AWS."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from shared.elections.store import DynamoNotices
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kits.holding_store import DynamoHoldings
from shared.kits.kits import Kits
from shared.kits.pushing import Push
from shared.kits.run_store import DynamoRunStore
from shared.kits.store import DynamoKitStore
from shared.kits.wardrobe import dressed
from shared.nations.queue import SqsPublications
from shared.nations.settings import PublishNationSettings
from shared.sites.files import NETWORK
from shared.sites.orders import carry_out
from shared.sites.press_room import connect_press

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.nations.publications import PublicationOrder


def connect() -> Callable[[PublicationOrder], str]:
    """Return what carries orders out, with its connections, as the environment tells, and tells what came of them."""
    settings, clock, dynamodb = PublishNationSettings.from_env(os.environ), SystemClock(), client("dynamodb")
    press = connect_press(
        dynamodb,
        client("s3"),
        network_table=settings.network_table,
        site_bucket=settings.site_bucket,
        network_domain=settings.network_domain,
        country=settings.country,
        clock=clock,
    )
    # Once for all nations of this process, and before any page that needs it.
    press.site.publish(NETWORK, press.maker.shared_files())
    kits = Kits(store=DynamoKitStore(dynamodb, settings.network_table))
    push = Push(
        kits=kits,
        runs=DynamoRunStore(dynamodb, settings.network_table),
        nations=press.nations,
        holdings=DynamoHoldings(dynamodb, settings.network_table),
        publications=SqsPublications(client("sqs"), settings.publications_queue),
        clock=clock,
    )
    publish = partial(carry_out, press=dressed(press, kits), notices=DynamoNotices(dynamodb, settings.network_table))
    return lambda order: push.carry(order, publish=publish) if order.kit else publish(order)
