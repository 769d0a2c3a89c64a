"""The worker behind the queue of publications: one use case with its connections to AWS."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from shared.access.audit_store import DynamoAuditLog
from shared.access.logbook import Logbook
from shared.elections.store import DynamoNotices
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kits.push_room import connect_push
from shared.kits.wardrobe import dressed
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
    press = connect_press(dynamodb, client("s3"), settings, clock)
    # Once for all nations of this process, and before any page that needs it.
    press.site.publish(NETWORK, press.maker.shared_files())
    push = connect_push(dynamodb, client("sqs"), settings, clock)
    notices = DynamoNotices(dynamodb, settings.network_table)
    publish = partial(carry_out, press=dressed(press, push.kits), notices=notices)
    log = DynamoAuditLog(dynamodb, settings.network_table)

    def journal_of(who: str) -> Logbook:
        return Logbook(log=log, by=None, who=who, clock=clock)

    return lambda order: push.carry(order, publish=publish, journal_of=journal_of) if order.kit else publish(order)
