"""A nation's own import, and a change of many people, carried out by its function, from the queue on: on moto."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from functions.import_nation import handler
from shared.kernel.aws import client
from shared.nations.store import DynamoNationStore
from shared.people.change import ChangeKind, read_change
from shared.people.changing import ChangeWish, Whom, ask_to_change
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.imports.orders import ask_to_check, ask_to_load
from shared.people.imports.queue import SqsChangeOrders, SqsImportOrders
from shared.people.imports.record import ImportState, NationImport, find_import
from shared.people.imports.settings import ImportNationSettings
from shared.people.item import to_item
from shared.people.person import nation_holder
from shared.people.roll import people_of
from shared.people.segments.building import build_index
from shared.people.segments.segment import Segment
from shared.people.table import put
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT
from tests.fakes.journal import InMemoryJournal
from tests.fakes.tables import create_network_table
from tests.integration.people.conftest import INTAKE
from tests.unit.people.builders import a_csv, a_person, a_row

if TYPE_CHECKING:
    from collections.abc import Iterator

SLUG = "paris-6"
MADE = NationImport(id="a1", slug=SLUG, by="member", at=NOON, upload="arrivals/x/people.csv", source="market list")


@pytest.fixture
def orders(dynamodb: Any, s3: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqsImportOrders]:
    """The queue of imports, and a function that was told where everything is."""
    create_network_table(dynamodb)
    DynamoNationStore(dynamodb, "network").found(a_nation(SLUG))
    told = ImportNationSettings(
        network_table="network",
        people_table="people",
        intake_bucket=INTAKE,
        country="FR",
        range_bytes=1 << 20,
        shard_bytes=1 << 20,
    )
    for name, value in told.to_env().items():
        monkeypatch.setenv(name, value)
    handler.importer.cache_clear()
    handler.changer.cache_clear()
    yield SqsImportOrders(client("sqs"), str(client("sqs").create_queue(QueueName="imports")["QueueUrl"]))
    handler.importer.cache_clear()
    handler.changer.cache_clear()


def delivered() -> Any:
    """Have the function take what waits in the queue."""
    sqs: Any = client("sqs")
    url = sqs.get_queue_url(QueueName="imports")["QueueUrl"]
    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)["Messages"]
    for message in messages:
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return deliver(*(message["Body"] for message in messages))


def deliver(*bodies: str) -> Any:
    records = [{"messageId": str(number), "body": body, "eventSource": "aws:sqs"} for number, body in enumerate(bodies)]
    return handler.lambda_handler({"Records": records}, A_CONTEXT)


def test_a_file_is_checked_and_then_loaded_by_one_message_each(dynamodb: Any, s3: Any, orders: SqsImportOrders) -> None:
    people, journal = DynamoPeopleTable(dynamodb, "people"), InMemoryJournal()
    s3.put_object(Bucket=INTAKE, Key=MADE.upload, Body=a_csv(a_row(1), a_row(2), ("", "12", "", "", "")))

    ask_to_check(MADE, people=people, journal=journal, orders=orders)
    assert delivered() == {"batchItemFailures": []}
    assert list(people.below(nation_holder(SLUG), "PERSON#")) == []
    ask_to_load(SLUG, MADE.id, people=people, journal=journal, orders=orders)
    assert delivered() == {"batchItemFailures": []}

    made = find_import(SLUG, MADE.id, people=people)
    assert made is not None
    assert (made.state, made.counts.created, made.counts.rejected) == (ImportState.DONE, 2, 1)
    assert len(list(people.below(nation_holder(SLUG), "PERSON#"))) == 2
    assert DynamoNationStore(dynamodb, "network").get(SLUG).own_people == 2


@pytest.mark.usefixtures("orders")
def test_everybody_in_a_segment_is_tagged_by_one_message(dynamodb: Any) -> None:
    people, journal = DynamoPeopleTable(dynamodb, "people"), InMemoryJournal()
    crowd = [a_person(email=f"marie{number}@example.org") for number in range(3)]
    people.write([put(to_item(person)) for person in crowd])
    build_index(SLUG, people=people, now=NOON, draw=lambda size: "ab" * size)
    wish = ChangeWish(slug=SLUG, kind=ChangeKind.TAG, what="phoned", by="member")
    queue = SqsChangeOrders(client("sqs"), client("sqs").get_queue_url(QueueName="imports")["QueueUrl"])
    whom = Whom(segment=Segment(), id="s1", name="Everybody")

    change = ask_to_change(wish, whom, people=people, journal=journal, clock=FixedClock(NOON), orders=queue)
    assert delivered() == {"batchItemFailures": []}

    assert read_change(SLUG, change.id, people=people).changed == len(crowd)
    found = people_of(SLUG, [person.person_id for person in crowd], people=people, now=NOON.timestamp())
    assert all(person.values["tags"] == ["phoned"] for person in found)


@pytest.mark.usefixtures("orders")
def test_an_order_that_fails_comes_again_and_the_others_do_not() -> None:
    answer = deliver(json.dumps({"slug": SLUG, "import_id": "none"}), json.dumps({"slug": SLUG, "change_id": "none"}))

    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}, {"itemIdentifier": "1"}]}
