"""Limits in DynamoDB: items of the `network` table that expire by themselves.

pk LIMIT#<slug>#<end of the window>   sk ALL or SENDER#<keyed address>   {number, expires_at}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.kernel.items import to_wire

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.actions.limits import Count
    from shared.kernel.items import WireItem

KEPT_SECONDS = 3600
"""How long a count outlives its window: it is of no use any more, and DynamoDB deletes when it finds the time."""


class DynamoLimitStore:
    """Counts in conditional updates; see `LimitStore`."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def add(self, count: Count, number: int, *, most: int) -> int | None:
        """Add `number` and return what that makes, or None if it would be more than `most`. Raises TransientError."""
        return self._added(count, number, room=most - number) if number <= most else None

    def _added(self, count: Count, number: int, *, room: int) -> int | None:
        try:
            done = self._client.update_item(
                TableName=self._table,
                Key=_key(count),
                UpdateExpression="ADD #number :added SET expires_at = :expires",
                ConditionExpression="attribute_not_exists(#number) OR #number <= :room",
                ExpressionAttributeNames={"#number": "number"},
                ExpressionAttributeValues=to_wire(
                    {":added": number, ":room": room, ":expires": count.ends + KEPT_SECONDS}
                ),
                ReturnValues="UPDATED_NEW",
            )
        except ClientError as error:
            if error_code(error) == "ConditionalCheckFailedException":
                return None
            raise TransientError(f"table {self._table} does not count: {error_code(error)}") from error
        except BotoCoreError as error:
            raise TransientError(f"table {self._table} is out of reach") from error
        return int(done["Attributes"]["number"]["N"])


def _key(count: Count) -> WireItem:
    sender = f"SENDER#{count.sender}" if count.sender else "ALL"
    return to_wire({"pk": f"LIMIT#{count.slug}#{count.ends}", "sk": sender})
