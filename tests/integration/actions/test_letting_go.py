"""The end of a campaign and an erasure in DynamoDB: killed anywhere, they go on where they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from functions.apply_retention import handler
from shared.access.audit_store import DynamoAuditLog
from shared.actions.erasing import erase
from shared.actions.letting_go import campaign_of, let_go
from shared.actions.settings import ApplyRetentionSettings
from shared.consent.purposes import Controller, Purpose
from shared.consent.wording_store import DynamoWordingStore
from shared.elections.calendars import NONE
from shared.kernel.aws import client
from shared.nations.nation import NationStatus
from shared.nations.publications import PublicationOrder
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.erasures import DynamoErasures
from shared.people.person import hq_holder, person_id
from shared.people.steps import wire_key
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT
from tests.fakes.journal import InMemoryJournal
from tests.integration.actions.conftest import Disturbed, Killed, killed_at
from tests.unit.actions.recorded import MARIE, SLUG, Room, a_consent, an_action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.consent.retention import Campaign
    from shared.people.person import PersonKey

PARTY_MAIL = (Purpose.MAIL, Controller.PARTY)
AFTER = datetime(2027, 6, 21, 6, tzinfo=UTC)


def a_table(dynamodb: Any) -> DynamoPeopleTable:
    """The table as it comes to the same items each time: with marks that are alike."""
    return DynamoPeopleTable(dynamodb, "people", draw=lambda _bits: 1)


def a_room(dynamodb: Any) -> Room:
    return Room(
        people=a_table(dynamodb),
        wordings=DynamoWordingStore(dynamodb, "network"),
        clock=FixedClock(NOON),
    )


def the_campaign() -> Campaign:
    found = campaign_of(replace(a_nation(SLUG).seed, facts={"end_date": "2027-06-20"}), calendar=NONE, days=60)
    assert found
    return found


def contents(dynamodb: Any) -> list[Any]:
    found = dynamodb.scan(TableName="people", ConsistentRead=True)["Items"]
    return sorted(found, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))


def a_campaign_over(dynamodb: Any) -> None:
    for item in contents(dynamodb):
        dynamodb.delete_item(TableName="people", Key={"pk": item["pk"], "sk": item["sk"]})
    room = a_room(dynamodb)
    room.confirm(room.record_and_ask(an_action(consents=(a_consent(), a_consent(PARTY_MAIL)))))
    room.record(an_action("sign", target="schools", email="paul@example.org"))


def test_letting_go_killed_anywhere_ends_in_the_same_items(dynamodb: Any) -> None:
    a_campaign_over(dynamodb)
    counting = Disturbed(dynamodb, lambda _number, _moment: None)
    let_go(SLUG, the_campaign(), people=a_table(counting), journal=InMemoryJournal(), now=AFTER)
    wanted = contents(dynamodb)
    assert any(item["pk"]["S"] == hq_holder(person_id(MARIE)) for item in wanted)
    for number in range(1, counting.requests + 1):
        for moment in ("before", "after"):
            a_campaign_over(dynamodb)
            killed = a_table(Disturbed(dynamodb, killed_at(number, moment)))
            with pytest.raises(Killed):
                let_go(SLUG, the_campaign(), people=killed, journal=InMemoryJournal(), now=AFTER)

            let_go(SLUG, the_campaign(), people=a_table(dynamodb), journal=InMemoryJournal(), now=AFTER)

            assert contents(dynamodb) == wanted, f"killed {moment} request {number}"


def erase_with(dynamodb: Any, key: PersonKey) -> None:
    people, erasures = a_table(dynamodb), DynamoErasures(dynamodb, "network")
    erase(key, people=people, erasures=erasures, clock=FixedClock(NOON))


def forget_erasures(dynamodb: Any) -> None:
    dynamodb.delete_item(TableName="network", Key=wire_key((f"ERASED#{person_id(MARIE)}", "ERASED")))


def test_an_erasure_killed_anywhere_is_finished_by_the_next(dynamodb: Any) -> None:
    for number in range(1, 9):
        a_campaign_over(dynamodb)
        forget_erasures(dynamodb)
        key = a_room(dynamodb).person().key
        with pytest.raises(Killed):
            erase_with(Disturbed(dynamodb, killed_at(number, "after")), key)
        assert DynamoErasures(dynamodb, "network").all().bars(person_id(MARIE), SLUG), f"killed after {number}"

        erase_with(dynamodb, key)

        about = [item["sk"]["S"] for item in contents(dynamodb) if person_id(MARIE) in item["sk"]["S"]]
        assert about == [f"ERASED#{person_id(MARIE)}", f"STALE#{person_id(MARIE)}"], f"killed after request {number}"


@pytest.fixture
def queue(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The queue of publications, and a function that was told of it."""
    url = str(client("sqs").create_queue(QueueName="publications")["QueueUrl"])
    settings = ApplyRetentionSettings(
        network_table="network",
        people_table="people",
        network_domain="x.example",
        country="XX",
        retention_days=60,
        publications_queue=url,
    )
    for name, value in settings.to_env().items():
        monkeypatch.setenv(name, value)
    handler.daily_round.cache_clear()
    yield url
    handler.daily_round.cache_clear()


def test_every_day_the_campaigns_that_are_over_let_their_people_go(
    dynamodb: Any, queue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_campaign_over(dynamodb)
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    nations = DynamoNationStore(dynamodb, "network")
    for slug, facts in ((SLUG, {"end_date": yesterday}), ("lyon-3", {})):
        zones = (f"constituency:{slug}",)
        nation = a_nation(slug, status=NationStatus.READY, zones=zones)
        nations.found(replace(nation, seed=replace(nation.seed, facts=facts)))

    first = handler.lambda_handler({}, A_CONTEXT)
    again = handler.lambda_handler({}, A_CONTEXT)

    assert (first["nations"], first["removed"]) == (1, 0)
    assert first["dated"] > 0
    assert again == {"removed": 0, "nations": 1, "dated": 0}
    assert MARIE not in capsys.readouterr().out


def test_every_day_the_nations_whose_grace_is_up_are_removed(dynamodb: Any, queue: str) -> None:
    now, nations = datetime.now(UTC), DynamoNationStore(dynamodb, "network")
    for slug, goes_at in ((SLUG, now - timedelta(hours=1)), ("lyon-3", now + timedelta(hours=1))):
        nation = a_nation(slug, status=NationStatus.READY, zones=(f"constituency:{slug}",))
        nations.found(nation.leaving(reason="merged", goes_at=goes_at, at=now))

    assert handler.lambda_handler({}, A_CONTEXT)["removed"] == 1

    assert [nations.get(slug).status for slug in (SLUG, "lyon-3")] == [NationStatus.REMOVED, NationStatus.LEAVING]
    (message,) = client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]
    assert PublicationOrder.from_json(message["Body"]).slug == SLUG
    (told,) = DynamoAuditLog(dynamodb, "network").page(SLUG, limit=9).elements
    assert (told.what, told.about["reason"]) == ("removed-nation", "merged")
