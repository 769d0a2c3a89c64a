"""The calendar of all nations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from shared.events.event import Event, EventState
from shared.sites.network.agenda import HORIZON, by_day, first, meetings
from tests.unit.events.builders import an_event
from tests.unit.network.builders import a_stander

NOW = datetime(2027, 6, 1, 10, tzinfo=UTC)
STANDERS = {"first": a_stander("first")}


def starting(hours: float, *, event_id: str = "a", timezone: str = "UTC", **changes: object) -> Event:
    starts = (NOW + timedelta(hours=hours)).replace(tzinfo=None)
    times = {"starts": starts, "ends": starts + timedelta(hours=2), "timezone": timezone}
    return an_event(event_id, slug="first", **times, **changes)


def listed(*events: Event) -> list[str]:
    return [meeting.event.event_id for meeting in meetings(events, STANDERS, now=NOW)]


def test_what_is_over_is_left_out_and_what_goes_on_is_kept() -> None:
    assert listed(starting(-3, event_id="over"), starting(-1, event_id="on")) == ["on"]


def test_the_calendar_looks_sixty_days_ahead() -> None:
    far = HORIZON / timedelta(hours=1)

    assert listed(starting(far - 1, event_id="just"), starting(far + 1, event_id="beyond")) == ["just"]


def test_an_event_is_over_by_the_clock_of_its_island() -> None:
    # Ten in the morning here is midnight in Papeete, where eight o'clock in the evening is two hours past its end.
    tahiti = starting(-12, event_id="tahiti", timezone="Pacific/Tahiti")

    assert listed(tahiti) == []
    assert listed(starting(-11, event_id="tahiti", timezone="Pacific/Tahiti")) == ["tahiti"]


def test_events_of_nations_that_are_not_open_are_left_out() -> None:
    assert listed(an_event("gone", slug="somebody-else")) == []


def test_meetings_are_told_day_by_day_in_their_order() -> None:
    late, early, tomorrow = starting(4, event_id="b"), starting(2, event_id="c"), starting(25, event_id="a")

    days = by_day(meetings([late, tomorrow, early], STANDERS, now=NOW))

    assert [[meeting.event.event_id for meeting in day.meetings] for day in days] == [["c", "b"], ["a"]]
    assert [day.date.day for day in days] == [1, 2]


def test_the_next_few_are_those_that_take_place() -> None:
    off, on = starting(1, event_id="off", state=EventState.CANCELLED), starting(2, event_id="on")

    days = first(meetings([off, on], STANDERS, now=NOW), 1)

    assert [meeting.event.event_id for day in days for meeting in day.meetings] == ["on"]
