"""What AWS would charge for: every request of every function, and the units of the tables."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING, Any

from tests.bench.sizes import READ_UNIT, Index, item_size, units_with_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


TRANSACTION = 2
"""Units that a write in a transaction costs for one outside."""

LENGTHS = ("X-Amz-Decoded-Content-Length", "Content-Length")
"""Headers that tell how long an object is, the surer one first."""

Request = dict[str, Any]
Counts = defaultdict[str, float]


class Ledger:
    """Counts of one function after the other: `s3.PutObject`, `network.write`, `network.index`, `log.bytes` and so on.

    `indexes` names the index of each table. Items that an update changes are taken to be within one unit.
    """

    def __init__(self, indexes: Mapping[str, Index], *, indexed_sorts: frozenset[str]) -> None:
        self._indexes = indexes
        self._indexed_sorts = indexed_sorts
        self._current: Counts = Counts(float)
        self.counts: dict[str, Counts] = {}

    @contextmanager
    def of(self, function: str) -> Iterator[None]:
        """Count everything for this function."""
        self._current = self.counts.setdefault(function, Counts(float))
        self._current["calls"] += 1
        yield
        self._current = Counts(float)

    def add(self, name: str, number: float) -> None:
        """Count something for the function of the moment."""
        self._current[name] += number

    def hear_request(self, request: Any, event_name: str, **_: object) -> None:
        """Count a request as it leaves; botocore's `before-send`."""
        service, operation = event_name.split(".")[1:]
        self.add(f"{service}.{operation}", 1)
        if operation == "PutObject":
            self.add("s3.bytes", body_size(request))
        if service == "dynamodb":
            self._write(operation, json.loads(request.body))

    def hear_answer(self, parsed: Request, event_name: str, **_: object) -> None:
        """Count what an answer of DynamoDB carries; botocore's `after-call`."""
        operation = event_name.rpartition(".")[2]
        if operation == "Query":
            size = sum(map(item_size, parsed.get("Items", [])))
            self.add("dynamodb.read", max(1, ceil(size / READ_UNIT)))

    def _write(self, operation: str, request: Request) -> None:
        if operation == "BatchGetItem":
            self.add("dynamodb.read", sum(len(asked["Keys"]) for asked in request["RequestItems"].values()))
        elif operation == "GetItem":
            self.add("dynamodb.read", 1)
        elif operation in {"UpdateItem", "DeleteItem"}:
            self._change(request, 1)
        elif operation == "TransactWriteItems":
            for change in (part.get("Update") or part.get("Delete") for part in request["TransactItems"]):
                if change:
                    self._change(change, TRANSACTION)
        for table, item, times in written(operation, request):
            units, index_units = units_with_index(item, self._indexes[table])
            self.add(f"{table}.write", units * times)
            self.add(f"{table}.index", index_units * times)

    def _change(self, request: Request, times: int) -> None:
        self.add(f"{request['TableName']}.write", times)
        self.add(f"{request['TableName']}.index", request["Key"]["sk"]["S"] in self._indexed_sorts)


def body_size(request: Any) -> int:
    """Return the bytes of the object that a request puts."""
    return next((int(request.headers[name]) for name in LENGTHS if name in request.headers), 0)


def written(operation: str, request: Request) -> Iterable[tuple[str, Request, int]]:
    """Yield what a request writes whole: table, item, and how many times over it is charged."""
    match operation:
        case "PutItem":
            yield request["TableName"], request["Item"], 1
        case "BatchWriteItem":
            for table, writes in request["RequestItems"].items():
                yield from ((table, write["PutRequest"]["Item"], 1) for write in writes)
        case "TransactWriteItems":
            puts = (part["Put"] for part in request["TransactItems"] if "Put" in part)
            yield from ((put["TableName"], put["Item"], TRANSACTION) for put in puts)
