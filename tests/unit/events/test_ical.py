from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest

from shared.events.event import EventState
from shared.events.ical import calendar_file, event_file
from tests.builders import HOUR, NOON
from tests.unit.events.builders import an_event


def read(file: bytes) -> Any:
    (entry,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return entry


def test_a_calendar_program_reads_the_event_as_it_is() -> None:
    event = an_event(address="8 place Saint-Sulpice, Paris", body="Venez, *tous*; amenez\nvos amis")

    entry = read(event_file(event, link="https://paris-6.example.org/events/apero/"))

    assert entry["SUMMARY"] == "Apéro citoyen"
    assert entry["LOCATION"] == "Café de la Mairie, 8 place Saint-Sulpice, Paris"
    assert entry["DESCRIPTION"] == "Venez, *tous*; amenez\nvos amis"
    assert entry["URL"] == "https://paris-6.example.org/events/apero/"
    assert entry["STATUS"] == "CONFIRMED"
    assert entry.decoded("DTSTART") == event.begins_at
    assert entry.decoded("DTEND") == event.ends_at


def test_the_file_is_published_and_brings_its_time_zone() -> None:
    calendar = icalendar.Calendar.from_ical(event_file(an_event(timezone="Pacific/Tahiti")))

    assert calendar["METHOD"] == "PUBLISH"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Pacific/Tahiti"]


def test_a_change_keeps_the_uid_and_counts_up() -> None:
    first, moved = read(event_file(an_event())), read(event_file(an_event(venue="Mairie", revision=2)))

    assert first["UID"] == moved["UID"] == "2027-06-01-apero-1f3a.paris-6@banneret"
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == (0, 2)


def test_a_cancelled_event_is_struck_out() -> None:
    assert read(event_file(an_event(state=EventState.CANCELLED)))["STATUS"] == "CANCELLED"


def test_the_same_event_gives_the_same_bytes() -> None:
    assert event_file(an_event()) == event_file(an_event())


def test_the_stamp_is_the_last_change() -> None:
    entry = read(event_file(an_event(changed_at=NOON + HOUR)))

    assert entry.decoded("DTSTAMP") == NOON + HOUR


@pytest.mark.parametrize("field", ["title", "venue", "address", "body"])
def test_text_cannot_break_out_of_its_property(field: str) -> None:
    file = event_file(an_event(**{field: "x\r\nATTENDEE:mailto:victim@example.org\nBEGIN:VALARM"}))

    assert b"\nATTENDEE" not in file
    assert b"\nBEGIN:VALARM" not in file
    assert len(icalendar.Calendar.from_ical(file).walk("VEVENT")) == 1


def test_many_events_make_one_calendar_with_a_name() -> None:
    events = [an_event("one"), an_event("two", timezone="Indian/Reunion", starts=datetime(2027, 12, 31, 23))]

    file = calendar_file(events, name="Plein Jour", link_of=lambda event: f"https://example.org/{event.event_id}/")

    calendar = icalendar.Calendar.from_ical(file)
    assert str(calendar["X-WR-CALNAME"]) == "Plein Jour"
    assert [str(entry["URL"]) for entry in calendar.walk("VEVENT")] == [
        "https://example.org/one/",
        "https://example.org/two/",
    ]
    assert len(calendar.walk("VTIMEZONE")) == 2


def test_a_calendar_without_events_is_a_calendar() -> None:
    assert icalendar.Calendar.from_ical(calendar_file([], name="Plein Jour")).walk("VEVENT") == []


def test_summer_time_is_told_by_the_file_itself() -> None:
    summer, winter = an_event(starts=datetime(2027, 7, 1, 19)), an_event(starts=datetime(2027, 12, 1, 19))

    assert read(event_file(summer)).decoded("DTSTART").utcoffset() == timedelta(hours=2)
    assert read(event_file(winter)).decoded("DTSTART").utcoffset() == timedelta(hours=1)
