"""Limits in DynamoDB: items of the `network` table that expire by themselves.

pk LIMIT#<slug>#<shard>#<end of the window>   sk COUNT   {all, <sender>: …, expires_at}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.kernel.items import to_wire

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.actions.limits import Count, LimitRules

KEPT_SECONDS = 3600
"""How long a count outlives its window: it is of no use any more, and DynamoDB deletes when it finds the time."""


class DynamoLimitStore:
    """Counts in one conditional update; see `LimitStore`."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def count(self, count: Count, rules: LimitRules) -> bool:
        """Count one more, unless that breaks a rule; tell whether it was counted. Raises TransientError."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=to_wire({"pk": f"LIMIT#{count.slug}#{count.shard}#{count.ends}", "sk": "COUNT"}),
                UpdateExpression="ADD #all :one, #sender :one SET #expires = :expires",
                ConditionExpression="(attribute_not_exists(#all) OR #all < :share)"
                " AND (attribute_not_exists(#sender) OR #sender < :own)",
                ExpressionAttributeNames={"#all": "all", "#sender": count.sender, "#expires": "expires_at"},
                ExpressionAttributeValues=to_wire(
                    {":one": 1, ":share": rules.share, ":own": rules.address, ":expires": count.ends + KEPT_SECONDS}
                ),
            )
        except ClientError as error:
            if error_code(error) == "ConditionalCheckFailedException":
                return False
            raise TransientError(f"table {self._table} does not count: {error_code(error)}") from error
        except BotoCoreError as error:
            raise TransientError(f"table {self._table} is out of reach") from error
        return True
