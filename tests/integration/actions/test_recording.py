"""Actions in DynamoDB: killed anywhere, delivered twice, throttled and at the same time, they end in the same items."""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from functions.record_action import handler
from shared.actions.settings import RecordActionSettings
from shared.consent.wording_store import DynamoWordingStore
from shared.kernel.aws import client
from shared.kernel.errors import TransientError
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT
from tests.integration.actions.conftest import Disturbed, Killed, killed_at
from tests.unit.actions.recorded import MAIL, MARIE, SHARING, SLUG, Room, a_consent, an_action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.actions.taken import TakenAction

SAID = {"given_name": "Marie", "family_name": "Dupont-Aignan", "phone": "+33612345678", "postcode": "75006"}
SECRETS = [MARIE, *SAID.values(), "203.0.113.0"]


def a_table(dynamodb: Any) -> DynamoPeopleTable:
    """The table as it comes to the same items each time: with marks that are alike."""
    return DynamoPeopleTable(dynamodb, "people", draw=lambda _bits: 1)


def a_room(dynamodb: Any) -> Room:
    return Room(
        people=a_table(dynamodb),
        wordings=DynamoWordingStore(dynamodb, "network"),
        clock=FixedClock(NOON),
    )


def a_joining() -> TakenAction:
    return an_action(said=SAID, consents=(a_consent(MAIL), a_consent(SHARING)))


def contents(dynamodb: Any, table: str = "people") -> list[Any]:
    found = dynamodb.scan(TableName=table, ConsistentRead=True)["Items"]
    return sorted(found, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))


def undisturbed(dynamodb: Any) -> tuple[list[Any], int]:
    """What a joining comes to, and how many requests it takes."""
    counting = Disturbed(dynamodb, lambda _number, _moment: None)
    a_room(counting).record(a_joining())
    return contents(dynamodb), counting.requests


def empty(dynamodb: Any) -> None:
    for table in ("people", "network"):
        for item in contents(dynamodb, table):
            dynamodb.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})


def test_an_action_killed_before_or_after_any_request_ends_in_the_same_items(dynamodb: Any) -> None:
    wanted, requests = undisturbed(dynamodb)
    assert len(wanted) == 8
    for number in range(1, requests + 1):
        for moment in ("before", "after"):
            empty(dynamodb)
            with pytest.raises(Killed):
                a_room(Disturbed(dynamodb, killed_at(number, moment))).record(a_joining())

            a_room(dynamodb).record(a_joining())

            assert contents(dynamodb) == wanted, f"killed {moment} request {number}"
            assert len(contents(dynamodb, "network")) == 2


def test_an_action_that_another_worker_has_in_hand_as_well_is_recorded_once(dynamodb: Any) -> None:
    wanted, requests = undisturbed(dynamodb)
    for number in range(1, requests + 1):
        empty(dynamodb)
        other = a_room(dynamodb)

        again = a_room(meanwhile(dynamodb, number, partial(other.record, a_joining()))).record(a_joining())

        assert again.again
        assert contents(dynamodb) == wanted, f"another worker came before request {number}"


def test_actions_of_one_person_at_once_lose_nothing(dynamodb: Any) -> None:
    _, requests = undisturbed(dynamodb)
    signing = an_action("sign", target="schools")
    for number in range(1, requests + 1):
        empty(dynamodb)
        room, other = a_room(dynamodb), a_room(dynamodb)

        a_room(meanwhile(dynamodb, number, partial(other.record, signing))).record(a_joining())

        assert room.person().values["deeds"] == ["join", "sign:schools"], f"met before request {number}"
        assert len(room.kept("ACTIVITY#")) == len(room.kept("DEED#")) == 2


def meanwhile(dynamodb: Any, number: int, act: Callable[[], object]) -> Disturbed:
    """Return a client before whose request of that number somebody else acts."""

    def disturb(at: int, moment: str) -> None:
        if (at, moment) == (number, "before"):
            act()

    return Disturbed(dynamodb, disturb)


def test_a_throttled_table_is_worth_another_try_and_writes_nothing(dynamodb: Any) -> None:
    def throttle(_number: int, moment: str) -> None:
        if moment == "before":
            raise ClientError({"Error": {"Code": "ThrottlingException"}}, "TransactWriteItems")

    room = a_room(Disturbed(dynamodb, throttle))

    with pytest.raises(TransientError):
        room.record(an_action(consents=()))

    assert contents(dynamodb) == []


@pytest.fixture
def queue(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the queue that the handler empties, its nations founded."""
    url: str = client("sqs").create_queue(QueueName="actions")["QueueUrl"]
    DynamoNationStore(dynamodb, "network").found(a_nation(SLUG))
    settings = RecordActionSettings(
        timezone="Europe/Paris",
        network_table="network",
        people_table="people",
        network_domain="plein-jour.example",
        country="FR",
        actions_queue=url,
        retry_seconds=5,
    )
    for name, value in settings.to_env().items():
        monkeypatch.setenv(name, value)
    handler.recorder.cache_clear()
    yield url
    handler.recorder.cache_clear()


def received(url: str, *actions: TakenAction) -> dict[str, Any]:
    """Return the event of a batch that was sent to the queue and taken from it."""
    sqs = client("sqs")
    for action in actions:
        sqs.send_message(QueueUrl=url, MessageBody=action.to_json())
    batch = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["ApproximateReceiveCount"])
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
                "eventSource": "aws:sqs",
            }
            for message in batch["Messages"]
        ]
    }


def test_a_batch_is_worked_off_message_by_message(dynamodb: Any, queue: str) -> None:
    lost = an_action(slug="atlantis")
    event = received(queue, a_joining(), lost)

    answer = handler.lambda_handler(event, A_CONTEXT)

    bodies = {record["messageId"]: json.loads(record["body"])["slug"] for record in event["Records"]}
    assert [bodies[failed["itemIdentifier"]] for failed in answer["batchItemFailures"]] == ["atlantis"]
    assert len([item for item in contents(dynamodb) if item["sk"]["S"].startswith("PERSON#")]) == 1


def test_nothing_that_somebody_said_is_logged(
    queue: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    event = received(queue, a_joining(), an_action(slug="atlantis", said=SAID))

    handler.lambda_handler(event, A_CONTEXT)

    printed = capsys.readouterr()
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("botocore", "urllib3"))]
    logged = "\n".join([printed.out, printed.err, *ours])
    assert [secret for secret in SECRETS if secret in logged] == []
