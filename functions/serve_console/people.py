"""What nations' people are worked with from the console, besides what only a nation's own session reaches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.actions.ground import Ground
from shared.console.people_desk import PeopleDesk
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.people.erasures import DynamoErasures
from shared.people.imports.queue import SqsChangeOrders, SqsImportOrders

if TYPE_CHECKING:
    from shared.console.settings import ServeConsoleSettings
    from shared.elections.calendar import Calendar


def people_desk(settings: ServeConsoleSettings, calendar: Calendar) -> PeopleDesk:
    """Return who was erased, where people live, and the way of files of people to whoever imports them."""
    sqs = client("sqs")
    return PeopleDesk(
        erasures=DynamoErasures(client("dynamodb"), settings.network_table),
        ground=Ground(partial(atlas_of, settings.country), country=settings.country, timezone=calendar.timezone(())),
        imports=SqsImportOrders(sqs, settings.imports_queue),
        changes=SqsChangeOrders(sqs, settings.imports_queue),
    )
