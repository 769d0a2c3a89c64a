"""One DynamoDB table in plain Python values, for the stores of the `network` table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.kernel.items import from_wire, to_wire
from shared.kernel.page import Page, read_cursor, write_cursor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.items import Item

BATCH = 25
"""Items that one BatchWriteItem takes: DynamoDB's own limit."""

UNPROCESSED_ROUNDS = 8
"""How often items that DynamoDB hands back are offered again before the work is left to the queue's next try."""

THROTTLES = frozenset({"ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"})
"""What AWS calls a table, a key or an account that is asked for too much at once."""


class ConditionFailed(Exception):  # noqa: N818 - the name states the fact, as the style asks
    """The condition of a write does not hold; an adapter turns it into the fact it stands for."""


class Table:
    """A table whose keys are `pk` and `sk`; throttles become TransientError, failed conditions ConditionFailed."""

    def __init__(self, client: DynamoDBClient, name: str) -> None:
        self._client: Any = client
        self.name = name

    def get(self, pk: str, sk: str) -> Item | None:
        """Return the item as it last was, or None."""
        key = to_wire({"pk": pk, "sk": sk})
        answer = self._call("get_item", Key=key, ConsistentRead=True)
        return from_wire(answer["Item"]) if "Item" in answer else None

    def put(
        self,
        item: Item,
        *,
        condition: str | None = None,
        values: Mapping[str, Any] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Write the item, if the condition holds; `names` stand for attributes that DynamoDB reserves (`#status`)."""
        reserved = {"ExpressionAttributeNames": dict(names)} if names else {}
        self._call("put_item", Item=to_wire(item), **_conditional(condition, values), **reserved)

    def update(
        self, pk: str, sk: str, changes: Mapping[str, Any], *, condition: str = "attribute_exists(pk)", **values: Any
    ) -> None:
        """Set attributes of the item, if the condition holds.

        In the condition `#state` stands for an attribute `state` that is being set, and
        `:pending` for the value given as `pending`.
        """
        written = to_wire({f":new_{name}": value for name, value in changes.items()})
        kept = [name for name in changes if f":new_{name}" in written]
        self._call(
            "update_item",
            Key=to_wire({"pk": pk, "sk": sk}),
            UpdateExpression="SET " + ", ".join(f"#{name} = :new_{name}" for name in kept),
            ExpressionAttributeNames={f"#{name}": name for name in kept},
            ExpressionAttributeValues=written | to_wire({f":{name}": value for name, value in values.items()}),
            ConditionExpression=condition,
        )

    def delete(
        self, pk: str, sk: str, *, condition: str | None = None, values: Mapping[str, Any] | None = None
    ) -> None:
        """Remove the item, if the condition holds."""
        self._call("delete_item", Key=to_wire({"pk": pk, "sk": sk}), **_conditional(condition, values))

    def query(self, pk: str, prefix: str = "", **options: Any) -> Iterator[Item]:
        """Yield the items of a partition whose `sk` starts with the prefix, in its order."""
        expression, values = "pk = :pk", {":pk": pk}
        if prefix:
            expression, values = "pk = :pk AND begins_with(sk, :sk)", {":pk": pk, ":sk": prefix}
        request = {"KeyConditionExpression": expression, "ExpressionAttributeValues": to_wire(values), **options}
        while True:
            answer = self._call("query", ConsistentRead=True, **request)
            yield from map(from_wire, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def page_of_kind(self, kind: str, *, limit: int, cursor: str | None, newest_first: bool = False) -> Page[Item]:
        """Return one page of the index that lists all items of a kind."""
        start = read_cursor(cursor)
        answer = self._call(
            "query",
            IndexName="by_kind",
            KeyConditionExpression="kind_pk = :kind",
            ExpressionAttributeValues=to_wire({":kind": kind}),
            Limit=limit,
            ScanIndexForward=not newest_first,
            **({"ExclusiveStartKey": to_wire(start)} if start else {}),
        )
        last = answer.get("LastEvaluatedKey")
        return Page(
            elements=tuple(map(from_wire, answer["Items"])), cursor=write_cursor(from_wire(last) if last else None)
        )

    def write_batch(self, items: Iterable[Item]) -> None:
        """Write items without conditions, offering again what DynamoDB hands back."""
        requests = [{"PutRequest": {"Item": to_wire(item)}} for item in items]
        for start in range(0, len(requests), BATCH):
            self._write_requests(requests[start : start + BATCH])

    def write_all_or_none(self, puts: Sequence[tuple[Item, str, Mapping[str, Any]]]) -> None:
        """Write (item, condition, values) together or not at all; raises ConditionFailed."""
        self._call(
            "transact_write_items",
            TransactItems=[
                {"Put": {"TableName": self.name, "Item": to_wire(item), **_conditional(condition, values)}}
                for item, condition, values in puts
            ],
        )

    def _write_requests(self, requests: list[dict[str, Any]]) -> None:
        pending = requests
        for _ in range(UNPROCESSED_ROUNDS):
            answer = self._call("batch_write_item", RequestItems={self.name: pending})
            pending = answer.get("UnprocessedItems", {}).get(self.name, [])
            if not pending:
                return
        raise TransientError(f"table {self.name} hands items back unwritten")

    def _call(self, operation: str, **request: Any) -> Any:
        if operation not in {"transact_write_items", "batch_write_item"}:
            request["TableName"] = self.name
        try:
            return getattr(self._client, operation)(**request)
        except ClientError as error:
            raise _translated(error, self.name) from error


def _conditional(condition: str | None, values: Mapping[str, Any] | None) -> dict[str, Any]:
    if condition is None:
        return {}
    wire = to_wire({f":{name}": value for name, value in (values or {}).items()})
    return {"ConditionExpression": condition} | ({"ExpressionAttributeValues": wire} if wire else {})


def _translated(error: ClientError, table: str) -> Exception:
    code = error_code(error)
    if code in {"ConditionalCheckFailedException", "TransactionCanceledException"}:
        reasons: Any = error.response.get("CancellationReasons", [])
        if not reasons or any(reason.get("Code") == "ConditionalCheckFailed" for reason in reasons):
            return ConditionFailed(table)
        return TransientError(f"table {table} had another transaction under way")
    if code in THROTTLES:
        return TransientError(f"table {table} is throttled")
    return error
