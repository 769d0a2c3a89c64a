"""The end of a campaign and an erasure in DynamoDB: killed anywhere, they go on where they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from functions.apply_retention import handler
from shared.actions.erasing import erase
from shared.actions.letting_go import campaign_of, let_go
from shared.actions.settings import ApplyRetentionSettings
from shared.consent.purposes import Controller, Purpose
from shared.consent.wording_store import DynamoWordingStore
from shared.elections.calendars import NONE
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.erasures import DynamoErasures
from shared.people.person import hq_holder, person_id
from shared.people.steps import wire_key
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT
from tests.integration.actions.conftest import Disturbed, Killed, killed_at
from tests.unit.actions.recorded import MARIE, SLUG, Room, a_consent, an_action

if TYPE_CHECKING:
    from shared.consent.retention import Campaign
    from shared.people.person import PersonKey

PARTY_MAIL = (Purpose.MAIL, Controller.PARTY)
AFTER = datetime(2027, 6, 21, 6, tzinfo=UTC)


def a_room(dynamodb: Any) -> Room:
    return Room(
        people=DynamoPeopleTable(dynamodb, "people"),
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
    let_go(SLUG, the_campaign(), people=DynamoPeopleTable(counting, "people"), now=AFTER)
    wanted = contents(dynamodb)
    assert any(item["pk"]["S"] == hq_holder(person_id(MARIE)) for item in wanted)
    for number in range(1, counting.requests + 1):
        for moment in ("before", "after"):
            a_campaign_over(dynamodb)
            killed = DynamoPeopleTable(Disturbed(dynamodb, killed_at(number, moment)), "people")
            with pytest.raises(Killed):
                let_go(SLUG, the_campaign(), people=killed, now=AFTER)

            let_go(SLUG, the_campaign(), people=DynamoPeopleTable(dynamodb, "people"), now=AFTER)

            assert contents(dynamodb) == wanted, f"killed {moment} request {number}"


def erase_with(dynamodb: Any, key: PersonKey) -> None:
    people, erasures = DynamoPeopleTable(dynamodb, "people"), DynamoErasures(dynamodb, "network")
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
        assert about == [f"ERASED#{person_id(MARIE)}"], f"killed after request {number}"


def test_every_day_the_campaigns_that_are_over_let_their_people_go(
    dynamodb: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_campaign_over(dynamodb)
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    nations = DynamoNationStore(dynamodb, "network")
    for slug, facts in ((SLUG, {"end_date": yesterday}), ("lyon-3", {})):
        zones = (f"constituency:{slug}",)
        nation = a_nation(slug, status=NationStatus.READY, zones=zones)
        nations.found(replace(nation, seed=replace(nation.seed, facts=facts)))
    settings = ApplyRetentionSettings(
        network_table="network", people_table="people", network_domain="x.example", country="XX", retention_days=60
    )
    for name, value in settings.to_env().items():
        monkeypatch.setenv(name, value)
    handler.connections.cache_clear()

    first = handler.lambda_handler({}, A_CONTEXT)
    again = handler.lambda_handler({}, A_CONTEXT)

    handler.connections.cache_clear()
    assert first["nations"] == 1
    assert first["dated"] > 0
    assert again == {"nations": 1, "dated": 0}
    assert MARIE not in capsys.readouterr().out
