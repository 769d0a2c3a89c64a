"""The clock asks for indexes, the queue's function builds them: on moto."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from functions.index_people import handler as index_people
from functions.keep_indexes import handler as keep_indexes
from shared.kernel.aws import client
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.item import to_item
from shared.people.segments.index import read_head
from shared.people.segments.settings import IndexPeopleSettings, KeepIndexesSettings
from shared.people.table import put
from tests.builders import a_nation
from tests.fakes.context import A_CONTEXT
from tests.fakes.tables import create_network_table
from tests.unit.people.segments.crowd import SLUG, somebody

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def queue(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The queue of indexes, and functions that were told of it."""
    create_network_table(dynamodb)
    url = str(client("sqs").create_queue(QueueName="indexes")["QueueUrl"])
    told = KeepIndexesSettings(network_table="network", people_table="people", indexes_queue=url).to_env()
    for name, value in (told | IndexPeopleSettings(people_table="people").to_env()).items():
        monkeypatch.setenv(name, value)
    index_people.builder.cache_clear()
    keep_indexes.asker.cache_clear()
    yield url
    index_people.builder.cache_clear()
    keep_indexes.asker.cache_clear()


def waiting(queue: str) -> list[str]:
    """Take what waits in the queue."""
    messages = client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
    return sorted(message["Body"] for message in messages)


def found(dynamodb: Any, slug: str) -> None:
    nation = a_nation(slug, status=NationStatus.READY, zones=(f"constituency:{slug}",))
    DynamoNationStore(dynamodb, "network").found(nation)


def deliver(*bodies: str) -> Any:
    records = [{"messageId": str(number), "body": body, "eventSource": "aws:sqs"} for number, body in enumerate(bodies)]
    return index_people.lambda_handler({"Records": records}, A_CONTEXT)


def test_the_clock_asks_for_what_is_missing_and_the_queue_builds_it(dynamodb: Any, queue: str) -> None:
    people = DynamoPeopleTable(dynamodb, "people")
    for slug in (SLUG, "lyon-3"):
        found(dynamodb, slug)
    people.write([put(to_item(somebody(1)))])

    keep_indexes.lambda_handler({}, A_CONTEXT)
    assert waiting(queue) == ["lyon-3", SLUG]
    assert deliver(SLUG, SLUG, "lyon-3") == {"batchItemFailures": []}

    head = read_head(SLUG, people=people)
    assert head
    assert head.people == 1
    keep_indexes.lambda_handler({}, A_CONTEXT)
    assert waiting(queue) == []


def test_an_order_that_fails_comes_again_alone(dynamodb: Any, queue: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEOPLE_TABLE", "nowhere")

    assert deliver(SLUG)["batchItemFailures"] == [{"itemIdentifier": "0"}]


def test_no_log_names_anybody(
    dynamodb: Any, queue: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    DynamoPeopleTable(dynamodb, "people").write([put(to_item(somebody(1, tags=["velo"])))])

    deliver(SLUG)

    logged = capsys.readouterr().out + "".join(str(vars(record)) for record in caplog.records)
    assert "order carried out" in logged
    assert not any(word in logged for word in ("person1@", "Name 1", "velo", somebody(1).person_id))
