"""What a profile tells of what somebody did."""

from __future__ import annotations

from datetime import timedelta

from shared.actions.timeline import read_timeline
from shared.people.person import person_id
from tests.builders import NOON
from tests.unit.actions.recorded import MARIE, SLUG, Room, an_action


def test_the_latest_comes_first_with_what_was_said() -> None:
    room = Room()
    room.record(an_action("join"))
    room.record(an_action("contact", at=NOON + timedelta(hours=1), stamp="two"))

    told = read_timeline(SLUG, person_id(MARIE), people=room.people, now=NOON.timestamp())

    assert [activity.action for activity in told] == ["contact", "join"]
    assert told[1].said["email"] == MARIE


def test_what_expired_unconfirmed_is_told_no_longer() -> None:
    room = Room()
    room.record(an_action("join"))
    later = (NOON + timedelta(days=8)).timestamp()

    assert read_timeline(SLUG, person_id(MARIE), people=room.people, now=later) == []
