"""Tries to sign in, counted in DynamoDB: items of the `network` table that expire by themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.access.items import TRIES, tries_key
from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.kernel.items import to_wire
from shared.kernel.table import ConditionFailed, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from mypy_boto3_dynamodb import DynamoDBClient

ROUNDS = 3
"""How often a count that others begin at the same moment is gone into."""

OPEN = "attribute_not_exists(held_until) OR held_until <= :now"
"""The condition that nothing is held."""


class DynamoTries:
    """Counts tries in the `network` table; see `Tries` for what each method promises. Times are whole seconds."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = Table(client, table)

    def take(self, key: str, *, now: datetime, window: timedelta, hold: Callable[[int], timedelta]) -> datetime | None:
        """Count one try and return None, or return until when none is taken; raises TransientError."""
        number = self._count(key, now, window)
        span = hold(number) if number else None
        if span is not None and (not span or self._claim(key, now, span, window)):
            return None
        return datetime.fromtimestamp(self._held_until(key), UTC)

    def give_back(self, key: str) -> None:
        """Count one try less."""
        self._add(key, -1, condition="failures > :least", least=0)

    def forget(self, key: str) -> None:
        """Count from nothing, and hold no longer."""
        self._table.delete(tries_key(key), TRIES)

    def _count(self, key: str, now: datetime, window: timedelta) -> int | None:
        """Return the number of this try, or None if tries are held."""
        moment = int(now.timestamp())
        for _ in range(ROUNDS):
            number = self._add(key, 1, condition=f"expires_at > :now AND ({OPEN})", now=moment)
            if number is not None:
                return number
            if self._begin(key, now, window):
                return 1
            if self._held_until(key) > moment:
                return None
        raise TransientError(f"table {self._table.name} has many tries of one name under way")

    def _add(self, key: str, number: int, *, condition: str, **values: int) -> int | None:
        """Add to a count and return what that makes, or None if the condition does not hold."""
        try:
            done = self._client.update_item(
                TableName=self._table.name,
                Key=to_wire({"pk": tries_key(key), "sk": TRIES}),
                UpdateExpression="ADD failures :number",
                ConditionExpression=condition,
                ExpressionAttributeValues=to_wire({":number": number, **{f":{name}": v for name, v in values.items()}}),
                ReturnValues="UPDATED_NEW",
            )
        except ClientError as error:
            if error_code(error) == "ConditionalCheckFailedException":
                return None
            raise TransientError(f"table {self._table.name} does not count: {error_code(error)}") from error
        return int(done["Attributes"]["failures"]["N"])

    def _begin(self, key: str, now: datetime, window: timedelta) -> bool:
        """Begin a count, unless one is under way."""
        moment = int(now.timestamp())
        item = {"pk": tries_key(key), "sk": TRIES, "failures": 1, "expires_at": moment + int(window.total_seconds())}
        try:
            self._table.put(item, condition="attribute_not_exists(pk) OR expires_at <= :now", values={"now": moment})
        except ConditionFailed:
            return False
        return True

    def _claim(self, key: str, now: datetime, span: timedelta, window: timedelta) -> bool:
        """Hold all other tries from now on; tell whether it was this try that did."""
        until = ceil((now + span).timestamp())
        changes = {"held_until": until, "expires_at": until + int(window.total_seconds())}
        condition = "attribute_not_exists(#held_until) OR #held_until <= :now"
        try:
            self._table.update(tries_key(key), TRIES, changes, condition=condition, now=int(now.timestamp()))
        except ConditionFailed:
            return False
        return True

    def _held_until(self, key: str) -> int:
        """Return until when tries are held, in epoch seconds; 0 if they are not."""
        item = self._table.get(tries_key(key), TRIES)
        return int(item.get("held_until", 0)) if item else 0
