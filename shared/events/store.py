"""Events in DynamoDB: the `network` table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.events.errors import EventChanged, EventUnknown
from shared.events.items import PREFIX, event_from_item, event_sort_key, event_to_item, in_order
from shared.kernel.table import ConditionFailed, Table
from shared.nations.items import nation_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.events.event import Event


class DynamoEventStore:
    """Keeps events in the `network` table; see `EventStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def add(self, event: Event) -> Event:
        """Keep a new event; return the one that stands."""
        try:
            self._table.put(event_to_item(event), condition="attribute_not_exists(pk)")
        except ConditionFailed:
            return self.get(event.slug, event.event_id)
        return event

    def get(self, slug: str, event_id: str) -> Event:
        """Return the event; raises EventUnknown."""
        item = self._table.get(nation_key(slug), event_sort_key(event_id))
        if item is None:
            raise EventUnknown(slug, event_id)
        return event_from_item(item)

    def of_nation(self, slug: str) -> Sequence[Event]:
        """Return all events of a nation, in the order in which they begin."""
        return in_order(map(event_from_item, self._table.query(nation_key(slug), PREFIX)))

    def save(self, event: Event, *, after: Event) -> None:
        """Replace `after` by `event`; raises EventChanged if somebody else changed it in between."""
        condition, values = "revision = :revision", {"revision": after.revision}
        try:
            self._table.put(event_to_item(event), condition=condition, values=values)
        except ConditionFailed as error:
            raise EventChanged(event.slug, event.event_id) from error
