"""The people table in DynamoDB."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import PermanentError, TransientError
from shared.people.marks import with_marks
from shared.people.steps import request_of, wire_key
from shared.people.table import StepRefused, WriteDisturbed, item_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, Step

PASSING = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "InternalServerError",
        "ServiceUnavailable",
        "TransactionInProgressException",
        "TransactionConflictException",
    }
)
"""AWS's words for what is over in a moment."""

READINGS = 4
"""How often keys are asked for that DynamoDB hands back unread, before that is left to the queue's next try."""

CONFLICT = "TransactionConflict"
"""Its word for an item that another transaction has in hand, as the reason of one that was cancelled."""

THROTTLES = frozenset({"ProvisionedThroughputExceeded", "ThrottlingError"})
"""Its words for too much at once, as such reasons."""


class DynamoPeopleTable:
    """`PeopleTable` in a table; see there for what each method promises."""

    def __init__(self, client: Any, table: str, *, draw: Callable[[int], int] = secrets.randbits) -> None:
        """Take a client of DynamoDB; `draw` returns so many random bits, for marks."""
        self._client = client
        self._table = table
        self._draw = draw

    def read(self, keys: Collection[ItemKey]) -> Mapping[ItemKey, WireItem]:
        """Return those of the items that exist."""
        request: Any = {self._table: {"Keys": [wire_key(key) for key in keys], "ConsistentRead": True}}
        found: list[WireItem] = []
        for _ in range(READINGS):
            with _translated():
                answer = self._client.batch_get_item(RequestItems=request)
            found += answer["Responses"].get(self._table, [])
            request = answer.get("UnprocessedKeys")
            if not request:
                return {item_key(item): item for item in found}
        raise TransientError("the people table is throttled")

    def below(self, pk: str, prefix: str, *, most: int | None = None, after: str = "") -> Iterator[WireItem]:
        """Yield the items of a partition whose `sk` begins with the prefix, behind another."""
        limit = {} if most is None else {"Limit": most}
        start = {"ExclusiveStartKey": wire_key((pk, after))} if after else {}
        return islice(self._below(pk, prefix, {**limit, **start}), most)

    def _below(self, pk: str, prefix: str, bounds: dict[str, Any]) -> Iterator[WireItem]:
        condition, values = "pk = :pk", {":pk": {"S": pk}}
        if prefix:
            condition, values = f"{condition} AND begins_with(sk, :sk)", {**values, ":sk": {"S": prefix}}
        request: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": condition,
            "ExpressionAttributeValues": values,
            "ConsistentRead": True,
            **bounds,
        }
        while True:
            with _translated():
                answer = self._client.query(**request)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def write(self, steps: Sequence[Step]) -> None:
        """Do all steps or none."""
        marked = with_marks(steps, self._draw)
        try:
            with _translated():
                self._client.transact_write_items(
                    TransactItems=[request_of(step, table=self._table) for step in marked]
                )
        except ClientError as error:
            reasons: Any = error.response.get("CancellationReasons", [])
            raise _cancelled(marked, [reason.get("Code") for reason in reasons]) from None


def _cancelled(steps: Sequence[Step], codes: Sequence[str | None]) -> Exception:
    refused = frozenset(step.key for step, code in zip(steps, codes, strict=False) if code == "ConditionalCheckFailed")
    if refused:
        return StepRefused(refused)
    if CONFLICT in codes:
        return WriteDisturbed("the people table had another transaction under way")
    if THROTTLES.intersection(codes):
        return TransientError("the people table is throttled")
    return PermanentError("the people table refuses a transaction")


@contextmanager
def _translated() -> Iterator[None]:
    """Say what went wrong without AWS's message, which may quote an item; a cancelled transaction passes as it is."""
    try:
        yield
    except ClientError as error:
        code = error_code(error)
        if code == "TransactionCanceledException":
            raise
        kind = TransientError if code in PASSING else PermanentError
        raise kind(f"the people table answers {code}") from None
    except BotoCoreError as error:
        raise TransientError(f"the people table cannot be reached: {type(error).__name__}") from None
