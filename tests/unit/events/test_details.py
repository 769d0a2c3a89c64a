from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.kernel.errors import InputError
from tests.unit.events.builders import EVENING, LATE, an_event, details


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": "  "}, "title: it is empty"),
        ({"title": "x" * 121}, "title: it has 121 characters. Keep to 120"),
        ({"title": "two\nlines"}, "title: it has control characters"),
        ({"venue": ""}, "venue: it is empty"),
        ({"body": "bell\x07"}, "body: it has control characters"),
        ({"ends": EVENING}, "ends: it is not after the beginning"),
        ({"ends": datetime(2028, 6, 1)}, "ends: it is more than a month after the beginning"),
        ({"starts": datetime(2027, 6, 1, 19, tzinfo=UTC)}, "starts: it has an offset"),
        ({"timezone": "Paris"}, "timezone: there is no such time zone"),
        ({"timezone": "../etc/passwd"}, "timezone: there is no such time zone"),
        ({"timezone": ""}, "timezone: there is no such time zone"),
        ({"starts": datetime(2027, 3, 28, 2, 30), "ends": datetime(2027, 3, 28, 5)}, "starts: the clocks there skip"),
        ({"capacity": 0}, "capacity: it is not from 1 to a million"),
    ],
)
def test_a_fault_is_told_with_its_field(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError) as caught:
        details(**changes)

    assert told in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        details(title="", venue="", capacity=-1)

    assert [fault.place for fault in caught.value.faults] == ["title", "venue", "capacity"]


def test_an_hour_that_comes_twice_is_taken() -> None:
    assert details(starts=datetime(2027, 10, 31, 2, 30), ends=datetime(2027, 10, 31, 5)).ends.hour == 5


def test_the_same_announcement_has_the_same_id() -> None:
    assert details().event_id("paris-6") == details(body="more").event_id("paris-6")
    assert details().event_id("paris-6").startswith("2027-06-01-apero-citoyen-")


def test_announcements_that_differ_have_ids_of_their_own() -> None:
    ids = {
        details().event_id("paris-6"),
        details().event_id("paris-7"),
        details(venue="Mairie").event_id("paris-6"),
        details(starts=datetime(2027, 6, 1, 18)).event_id("paris-6"),
        details(title="集会").event_id("paris-6"),
    }

    assert len(ids) == 5


def test_an_id_is_a_folder_of_any_title() -> None:
    assert details(title="« Ça ira ! » " + "encore " * 15).event_id("x").isascii()
    assert all(mark.isalnum() or mark == "-" for mark in details(title="../../<b> #?%").event_id("x"))


def test_an_event_is_full_when_as_many_come_as_there_is_room_for() -> None:
    assert not an_event(capacity=40).is_full(39)
    assert an_event(capacity=40).is_full(40)
    assert not an_event().is_full(10_000)


def test_the_moments_of_an_event_are_in_its_time_zone() -> None:
    event = an_event(timezone="Pacific/Tahiti")

    assert event.begins_at.astimezone(UTC) == datetime(2027, 6, 2, 5, tzinfo=UTC)
    assert event.ends_at.replace(tzinfo=None) == LATE
