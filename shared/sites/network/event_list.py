"""The events of all nations in DynamoDB: one partition of the `network` table's index `by_kind`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shared.events.items import KIND, event_from_item
from shared.kernel.items import from_wire, to_wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.events.event import Event


class DynamoEventList:
    """Reads the index; see `EventList` for what it promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def between(self, first: date, last: date) -> Iterator[Event]:
        """Yield the events that begin on these days or between them, in order."""
        until = last + timedelta(days=1)
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName="by_kind",
            KeyConditionExpression="kind_pk = :kind AND kind_sk BETWEEN :first AND :until",
            ExpressionAttributeValues=to_wire(
                {":kind": KIND, ":first": first.isoformat(), ":until": until.isoformat()}
            ),
        )
        for page in pages:
            yield from (event_from_item(from_wire(item)) for item in page["Items"])
