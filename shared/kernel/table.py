"""One DynamoDB table in plain Python values, for the stores of the `network` table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from botocore.exceptions import ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.kernel.items import from_wire, to_wire
from shared.kernel.page import Page, read_cursor, write_cursor
from shared.kernel.prepared import PreparedBodies
from shared.kernel.writes import delete_request, put_request, update_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.items import Item
    from shared.kernel.writes import Request

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
        self._prepared = PreparedBodies(client)

    def get(self, pk: str, sk: str) -> Item | None:
        """Return the item as it last was, or None."""
        key = to_wire({"pk": pk, "sk": sk})
        answer = self._call("get_item", Key=key, ConsistentRead=True)
        return from_wire(answer["Item"]) if "Item" in answer else None

    def put(self, item: Item, **condition: Any) -> None:
        """Write the item, if the condition holds (see `put_request`)."""
        self._call("put_item", **put_request(item, **condition))

    def update(self, pk: str, sk: str, changes: Mapping[str, Any], **condition: Any) -> None:
        """Set attributes of the item, if the condition holds (see `update_request`)."""
        self._call("update_item", **update_request(pk, sk, changes, **condition))

    def delete(self, pk: str, sk: str, **condition: Any) -> None:
        """Remove the item, if the condition holds (see `delete_request`)."""
        self._call("delete_item", **delete_request(pk, sk, **condition))

    def query(self, pk: str, prefix: str = "", *, below: str = "", **options: Any) -> Iterator[Item]:
        """Yield the items of a partition in the order of their `sk`: those that start with `prefix`, or lie `below`.

        `options` go to DynamoDB.
        """
        expression, values = "pk = :pk", {":pk": pk}
        if prefix or below:
            expression = f"pk = :pk AND {'begins_with(sk, :sk)' if prefix else 'sk < :sk'}"
            values[":sk"] = prefix or below
        request = {"KeyConditionExpression": expression, "ExpressionAttributeValues": to_wire(values), **options}
        while True:
            answer = self._call("query", ConsistentRead=True, **request)
            yield from map(from_wire, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def page_of_kind(
        self, kind: str, *, limit: int, cursor: str | None, newest_first: bool = False, **options: Any
    ) -> Page[Item]:
        """Return one page of the index that lists all items of a kind; `options` go to DynamoDB."""
        start = read_cursor(cursor)
        answer = self._call(
            "query",
            IndexName="by_kind",
            KeyConditionExpression="kind_pk = :kind",
            ExpressionAttributeValues=to_wire({":kind": kind}),
            Limit=limit,
            ScanIndexForward=not newest_first,
            **({"ExclusiveStartKey": to_wire(start)} if start else {}),
            **options,
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

    def write_all_or_none(
        self, puts: Iterable[Request] = (), *, updates: Iterable[Request] = (), deletes: Iterable[Request] = ()
    ) -> None:
        """Do all the writes (see `put_request` and its like), at most 100, or none of them; raises ConditionFailed."""
        actions = (("Put", puts), ("Update", updates), ("Delete", deletes))
        writes = [{kind: {"TableName": self.name, **request}} for kind, requests in actions for request in requests]
        self._call("transact_write_items", TransactItems=writes)

    def _write_requests(self, requests: list[dict[str, Any]]) -> None:
        pending = requests
        for _ in range(UNPROCESSED_ROUNDS):
            body = orjson.dumps({"RequestItems": {self.name: pending}})
            with self._prepared.sending(body):
                answer = self._call("batch_write_item", RequestItems={self.name: [{}]})
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
