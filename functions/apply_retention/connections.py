"""What the clock's daily round works with, as the environment tells."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from shared.access.audit_store import DynamoAuditLog
from shared.access.logbook import Logbook
from shared.actions.letting_go import let_go_of_all
from shared.actions.settings import ApplyRetentionSettings
from shared.elections.calendars import calendar_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.nations.queue import SqsPublications
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.sites.lifecycle import Helm, remove_those_due

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.nations.nation import Nation

BY = "the end of a grace"
"""Who wants the sites of removed nations taken down."""


class Round:
    """One day's round after another, over all nations, with its connections to AWS."""

    def __init__(self) -> None:
        """Connect to AWS."""
        settings, dynamodb = ApplyRetentionSettings.from_env(os.environ), client("dynamodb")
        self._both: dict[str, Any] = {
            "nations": DynamoNationStore(dynamodb, settings.network_table),
            "calendar": calendar_of(settings.country),
        }
        self._journal = Logbook(log=DynamoAuditLog(dynamodb, settings.network_table), by=None, clock=SystemClock())
        self._publications = SqsPublications(client("sqs"), settings.publications_queue)
        self._people, self._days = DynamoPeopleTable(dynamodb, settings.people_table), settings.retention_days

    def remove(self, now: datetime) -> Iterator[Nation]:
        """Remove every nation whose grace is up, and yield it."""
        helm = Helm(**self._both, journal=self._journal, publications=self._publications, by=BY, now=now)
        return remove_those_due(helm)

    def let_go(self, now: datetime) -> Iterator[tuple[str, int]]:
        """Date the people of every campaign that is over; yield each nation with the items dated."""
        ports = {**self._both, "people": self._people, "journal": self._journal}
        return let_go_of_all(**ports, days=self._days, now=now)
