"""Letters that wait to be sent, in DynamoDB: items of the `network` table that expire with their links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.access.items import LETTER, posting_from_item, posting_item, posting_key, seconds
from shared.access.ports import Taken
from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.kernel.items import from_wire, to_wire
from shared.kernel.table import ConditionFailed, Table

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.access.posting import Posting


FREE = "attribute_not_exists(held_until) OR held_until <= :now"
"""In no hand, or in that of somebody who did not say in time what became of the letter."""


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

    def take(self, pk: str, *, now: datetime, until: datetime) -> Posting | Taken:
        """Take a letter in hand for a time."""
        try:
            done = self._client.update_item(
                TableName=self._table.name,
                Key=to_wire({"pk": pk, "sk": LETTER}),
                UpdateExpression="SET held_until = :until",
                ConditionExpression=f"expires_at > :now AND attribute_not_exists(settled) AND ({FREE})",
                ExpressionAttributeValues=to_wire({":now": seconds(now), ":until": seconds(until)}),
                ReturnValues="ALL_NEW",
            )
        except ClientError as error:
            if error_code(error) == "ConditionalCheckFailedException":
                return self._taken(pk, now)
            raise TransientError(f"table {self._table.name} gives no letter: {error_code(error)}") from error
        try:
            return posting_from_item(from_wire(done["Attributes"]))
        except (LookupError, ValueError):
            # What nobody can read is in nobody's hand: whoever is told of it next learns why at once.
            self._table.update(pk, LETTER, {"held_until": 0})
            raise

    def hand_back(self, posting: Posting, *, until: datetime) -> None:
        """Have somebody else take it, or take it again."""
        ours = {"condition": "held_until = :until", "until": seconds(until)}
        try:
            self._table.update(posting_key(posting), LETTER, {"held_until": 0}, **ours)
        except ConditionFailed:
            return  # It is in another hand, or went along with its invitation.

    def settle(self, posting: Posting, outcome: str) -> None:
        """Write down what became of a letter, for good; nothing can make its link from then on."""
        try:
            self._table.update(posting_key(posting), LETTER, {"settled": outcome, "salt": ""})
        except ConditionFailed:
            return  # Its invitation was withdrawn at this moment, and it went along.

    def _taken(self, pk: str, now: datetime) -> Taken:
        item = self._table.get(pk, LETTER)
        # DynamoDB removes what has expired within days, not at once.
        if item is None or posting_from_item(item).expires_at <= now:
            return Taken.GONE
        return Taken.SETTLED if "settled" in item else Taken.HELD
