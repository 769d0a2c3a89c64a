"""An election passes over a network: the functions as they run, from the minute's event to the page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from shared.elections.store import DynamoNotices
from shared.events.store import DynamoEventStore
from shared.nations.publications import PublicationOrder
from shared.nations.store import DynamoNationStore
from shared.sites.version_store import DynamoVersionStore
from tests.builders import HOUR, NOON
from tests.unit.events.builders import an_event

if TYPE_CHECKING:
    from tests.integration.elections.conftest import Cloud

BEFORE = datetime(2027, 6, 11, 21, 59, tzinfo=UTC)
PARIS_BEGINS = datetime(2027, 6, 11, 22, tzinfo=UTC)
PARIS_ENDS = datetime(2027, 6, 13, 18, tzinfo=UTC)
REUNION_ENDS = datetime(2027, 6, 13, 16, tzinfo=UTC)


def an_order(slug: str, at: datetime, override: str = "") -> dict[str, str]:
    order = PublicationOrder(slug=slug, by="hq", at=at, override=override)
    return {"messageId": slug, "body": order.to_json()}


def test_pages_fall_silent_and_speak_again_by_the_clocks_of_their_zones(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")
    cloud.found("reunion-2", "974-02")
    cloud.clock.moment = BEFORE.replace(hour=19)
    cloud.publish([an_order("paris-6", BEFORE.replace(hour=19)), an_order("reunion-2", BEFORE.replace(hour=19))])

    told: dict[datetime, list[bool]] = {}
    for now in (BEFORE, PARIS_BEGINS, REUNION_ENDS, PARIS_ENDS):
        cloud.tick(now)
        assert cloud.publish(cloud.asked()) == []
        told[now] = [cloud.is_silent("paris-6"), cloud.is_silent("reunion-2")]

    assert told == {
        BEFORE: [False, True],
        PARIS_BEGINS: [True, True],
        REUNION_ENDS: [True, False],
        PARIS_ENDS: [False, False],
    }


def test_the_minute_after_an_event_its_nation_alone_is_published_without_it(cloud: Cloud) -> None:
    event = an_event()
    over = event.ends_at.astimezone(UTC)
    for slug, zone in (("paris-6", "75-06"), ("paris-7", "75-07")):
        cloud.found(slug, zone)
    DynamoEventStore(cloud.dynamodb, "network").add(event)
    cloud.publish([an_order("paris-6", NOON), an_order("paris-7", NOON)])
    assert event.event_id in cloud.read("paris-6", "events")

    cloud.tick(over - timedelta(minutes=1))
    assert cloud.asked() == []

    cloud.tick(over)
    asked = cloud.asked()
    assert [PublicationOrder.from_json(each["body"]).slug for each in asked] == ["paris-6"]
    assert cloud.publish(asked) == []
    assert event.event_id not in cloud.read("paris-6", "events")
    cloud.tick(over + timedelta(minutes=10))
    assert cloud.asked() == []


def test_only_nations_whose_notice_changes_are_published(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")
    cloud.tick(PARIS_BEGINS)
    assert len(cloud.asked()) == 1

    cloud.tick(PARIS_BEGINS)
    assert cloud.asked() == []


def test_a_message_that_comes_twice_publishes_once(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")
    cloud.tick(PARIS_BEGINS)
    records = cloud.asked()

    cloud.publish(records)
    cloud.publish(records)

    assert len(DynamoVersionStore(cloud.dynamodb, "network").history("paris-6")) == 1
    assert DynamoNotices(cloud.dynamodb, "network").all()["paris-6"].shown.startswith("first until ")


def test_a_message_that_waited_through_the_whole_silence_shows_no_notice(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")
    cloud.tick(PARIS_BEGINS)
    late = cloud.asked()
    cloud.clock.moment = PARIS_ENDS

    cloud.publish(late)

    assert not cloud.is_silent("paris-6")


def test_a_silence_can_be_rehearsed_and_the_next_minute_ends_it(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")
    cloud.tick(PARIS_BEGINS)
    cloud.clock.moment = BEFORE - 24 * HOUR
    cloud.publish(cloud.asked())
    assert cloud.is_silent("paris-6")

    cloud.tick(BEFORE - 24 * HOUR)
    cloud.publish(cloud.asked())

    assert not cloud.is_silent("paris-6")


def test_what_was_asked_for_without_a_reason_waits_for_the_end_of_the_silence(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")
    cloud.clock.moment = PARIS_BEGINS

    assert cloud.publish([an_order("paris-6", BEFORE)]) == []

    assert DynamoVersionStore(cloud.dynamodb, "network").latest("paris-6") is None


def test_what_was_asked_for_with_a_reason_is_published_with_it_and_with_the_notice(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")
    cloud.clock.moment = PARIS_BEGINS

    cloud.publish([an_order("paris-6", PARIS_BEGINS, override="the hall burnt down")])

    latest = DynamoVersionStore(cloud.dynamodb, "network").latest("paris-6")
    assert latest is not None
    assert (latest.by, latest.reason) == ("hq", "the hall burnt down")
    assert cloud.is_silent("paris-6")


def test_a_nation_that_cannot_be_published_fails_alone(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")

    assert cloud.publish([an_order("atlantis", BEFORE), an_order("paris-6", BEFORE)]) == ["atlantis"]
    assert cloud.home("paris-6")


def test_a_closed_site_is_left_as_it_is(cloud: Cloud) -> None:
    cloud.found("paris-6", "75-06")
    nations = DynamoNationStore(cloud.dynamodb, "network")
    nation = nations.get("paris-6")
    nations.save(nation.suspended(reason="complaint", at=BEFORE), after=nation)

    assert cloud.publish([an_order("paris-6", BEFORE)]) == []
    assert DynamoVersionStore(cloud.dynamodb, "network").latest("paris-6") is None
