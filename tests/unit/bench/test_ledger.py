"""Requests become what AWS charges for."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from tests.bench.ledger import Ledger
from tests.bench.sizes import Index

ITEM = {"pk": {"S": "NATION#a"}, "sk": {"S": "NATION"}, "kind_pk": {"S": "NATION"}, "note": {"S": "x" * 1500}}
PLAIN = {"pk": {"S": "NATION#a"}, "sk": {"S": "TAG#a"}}


def a_ledger() -> Ledger:
    return Ledger({"network": Index(keys=("kind_pk",), included=None)}, indexed_sorts=frozenset({"NATION"}))


def counts_of(operation: str, request: dict[str, Any]) -> dict[str, float]:
    ledger = a_ledger()
    with ledger.of("worker"):
        ledger.hear_request(SimpleNamespace(body=json.dumps(request)), f"before-send.dynamodb.{operation}")
    return ledger.counts["worker"]


def test_a_put_is_charged_by_its_size_and_the_index_too() -> None:
    counts = counts_of("PutItem", {"TableName": "network", "Item": ITEM})

    assert (counts["network.write"], counts["network.index"]) == (2, 2)


def test_a_transaction_is_charged_twice() -> None:
    counts = counts_of("TransactWriteItems", {"TransactItems": [{"Put": {"TableName": "network", "Item": ITEM}}]})

    assert (counts["network.write"], counts["network.index"]) == (4, 4)


def test_a_change_in_a_transaction_is_charged_twice() -> None:
    change = {"TableName": "network", "Key": {"pk": {"S": "a"}, "sk": {"S": "NATION#a"}}}

    counts = counts_of("TransactWriteItems", {"TransactItems": [{"Update": change}, {"Delete": change}]})

    assert (counts["network.write"], counts["network.index"]) == (4, 0)


def test_a_batch_saves_requests_and_no_units() -> None:
    puts = [{"PutRequest": {"Item": item}} for item in (PLAIN, PLAIN, ITEM)]

    counts = counts_of("BatchWriteItem", {"RequestItems": {"network": puts}})

    assert (counts["dynamodb.BatchWriteItem"], counts["network.write"], counts["network.index"]) == (1, 4, 2)


def test_an_update_reaches_the_index_only_of_what_it_lists() -> None:
    for sort, index in (("NATION", 1), ("RANGE#1", 0)):
        counts = counts_of("UpdateItem", {"TableName": "network", "Key": {"sk": {"S": sort}}})

        assert (counts["network.write"], counts["network.index"]) == (1, index)


def test_every_key_that_is_asked_for_is_charged_found_or_not() -> None:
    counts = counts_of("BatchGetItem", {"RequestItems": {"network": {"Keys": [{}, {}, {}]}}})

    assert counts["dynamodb.read"] == 3


def test_a_query_is_charged_by_what_it_finds_and_never_nothing() -> None:
    for items, units in (([], 1), ([ITEM] * 3, 2)):
        ledger = a_ledger()
        with ledger.of("worker"):
            ledger.hear_answer({"Items": items}, "after-call.dynamodb.Query")

        assert ledger.counts["worker"]["dynamodb.read"] == units


def test_an_object_is_counted_with_its_bytes() -> None:
    ledger = a_ledger()
    with ledger.of("worker"):
        ledger.hear_request(SimpleNamespace(headers={"Content-Length": "12"}), "before-send.s3.PutObject")

    assert ledger.counts["worker"] == {"calls": 1, "s3.PutObject": 1, "s3.bytes": 12}
