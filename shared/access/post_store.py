"""Letters that wait to be sent, in DynamoDB: items of the `network` table that expire with their links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.access.items import LETTER, posting_from_item, posting_item, posting_key
from shared.access.ports import Taken
from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.kernel.items import from_wire, to_wire
from shared.kernel.table import ConditionFailed, Table

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.access.posting import Posting


class DynamoPost:
    """Keeps letters in the `network` table; see `Post` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client, self._table = client, Table(client, table)

    def add(self, posting: Posting) -> None:
        """Keep a letter that is to be sent."""
        self._table.put(posting_item(posting), condition="attribute_not_exists(pk)")

    def find(self, pk: str) -> Posting | None:
        """Return a letter by its partition."""
        item = self._table.get(pk, LETTER)
        return posting_from_item(item) if item else None

    def take(self, pk: str, *, now: datetime) -> Posting | Taken:
        """Take a letter in hand, for good."""
        try:
            done = self._client.update_item(
                TableName=self._table.name,
                Key=to_wire({"pk": pk, "sk": LETTER}),
                UpdateExpression="SET taken_at = :now",
                ConditionExpression="attribute_exists(pk) AND attribute_not_exists(taken_at)",
                ExpressionAttributeValues=to_wire({":now": now.isoformat()}),
                ReturnValues="ALL_NEW",
            )
        except ClientError as error:
            if error_code(error) == "ConditionalCheckFailedException":
                return self._taken(pk)
            raise TransientError(f"table {self._table.name} gives no letter: {error_code(error)}") from error
        return posting_from_item(from_wire(done["Attributes"]))

    def hand_back(self, posting: Posting) -> None:
        """Have somebody else take it, or take it again."""
        self._client.update_item(
            TableName=self._table.name,
            Key=to_wire({"pk": posting_key(posting), "sk": LETTER}),
            UpdateExpression="REMOVE taken_at",
            ConditionExpression="attribute_exists(pk)",
        )

    def settle(self, posting: Posting, outcome: str) -> None:
        """Write down what became of a letter that was taken; nothing can make its link from then on."""
        try:
            self._table.update(posting_key(posting), LETTER, {"settled": outcome, "salt": ""})
        except ConditionFailed:
            return  # Its invitation was withdrawn at this moment, and it went along.

    def _taken(self, pk: str) -> Taken:
        item = self._table.get(pk, LETTER)
        if item is None:
            return Taken.GONE
        return Taken.SETTLED if "settled" in item else Taken.UNSETTLED
