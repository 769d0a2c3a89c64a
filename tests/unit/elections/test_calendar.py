from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.elections.calendars import NONE
from tests.unit.elections.builders import PARIS, TAHITI, a_calendar, a_round, an_area

SECOND = timedelta(seconds=1)
PARIS_6 = ("constituency:75-06",)

moments = st.datetimes(datetime(2027, 6, 1), datetime(2027, 6, 30), timezones=st.just(UTC))
two_rounds = a_calendar(a_round("first"), a_round("second", votes=date(2027, 6, 20)))


@given(moments)
def test_a_moment_is_in_silence_exactly_between_its_beginning_and_its_end(moment: datetime) -> None:
    spans = [(silence.starts, silence.ends) for silence in two_rounds.silences(PARIS_6)]

    assert (two_rounds.silence_at(PARIS_6, moment) is not None) == any(
        starts <= moment < ends for starts, ends in spans
    )


@given(st.timedeltas(timedelta(), timedelta(days=3)), st.sampled_from(["UTC", "Asia/Tokyo", "Pacific/Tahiti"]))
def test_the_time_zone_in_which_a_moment_is_told_does_not_matter(past: timedelta, name: str) -> None:
    moment = datetime(2027, 6, 11, 12, tzinfo=UTC) + past

    assert two_rounds.silence_at(PARIS_6, moment) == two_rounds.silence_at(PARIS_6, moment.astimezone(ZoneInfo(name)))


def test_silence_begins_with_the_midnight_of_the_eve_and_ends_when_polls_close() -> None:
    (silence,) = a_calendar().silences(PARIS_6)

    assert silence.starts == datetime(2027, 6, 12, 0, tzinfo=PARIS)
    assert silence.ends == datetime(2027, 6, 13, 20, tzinfo=PARIS)


def test_the_first_moment_is_silent_and_the_last_is_not() -> None:
    calendar = a_calendar()
    (silence,) = calendar.silences(PARIS_6)

    assert calendar.silence_at(PARIS_6, silence.starts) == silence
    assert calendar.silence_at(PARIS_6, silence.starts - SECOND) is None
    assert calendar.silence_at(PARIS_6, silence.ends - SECOND) == silence
    assert calendar.silence_at(PARIS_6, silence.ends) is None


def test_between_two_rounds_a_campaign_may_speak() -> None:
    assert two_rounds.silence_at(PARIS_6, datetime(2027, 6, 16, 12, tzinfo=PARIS)) is None


def test_rounds_on_following_days_are_silences_of_their_own() -> None:
    calendar = a_calendar(a_round("first"), a_round("second", votes=date(2027, 6, 14)))

    first, second = calendar.silences(PARIS_6)

    assert (first.round, second.round) == ("first", "second")
    assert second.starts < first.ends
    assert calendar.silence_at(PARIS_6, first.ends) == second


def test_silence_over_several_clocks_begins_with_the_first_and_ends_with_the_last() -> None:
    america = an_area("america", "America/New_York", "America/St_Johns", "Pacific/Honolulu")

    (silence,) = a_calendar(mainland=america).silences(())

    assert silence.starts == datetime(2027, 6, 12, 0, tzinfo=ZoneInfo("America/St_Johns"))
    assert silence.ends == datetime(2027, 6, 13, 20, tzinfo=ZoneInfo("Pacific/Honolulu"))


def test_a_nation_of_two_areas_is_silent_with_either() -> None:
    tahiti = an_area("tahiti", "Pacific/Tahiti", zones=("departement:987",))
    calendar = a_calendar(a_round(elsewhere={"tahiti": date(2027, 6, 12)}), areas=(tahiti,))

    (silence,) = calendar.silences(("departement:987", "departement:75"))

    assert silence.starts == datetime(2027, 6, 11, 0, tzinfo=TAHITI)
    assert silence.ends == datetime(2027, 6, 13, 20, tzinfo=PARIS)


def test_a_nation_of_two_areas_a_week_apart_may_speak_in_between() -> None:
    tahiti = an_area("tahiti", "Pacific/Tahiti", zones=("departement:987",))
    calendar = a_calendar(a_round(elsewhere={"tahiti": date(2027, 6, 5)}), areas=(tahiti,))

    early, late = calendar.silences(("departement:75", "departement:987"))

    assert early.ends == datetime(2027, 6, 5, 20, tzinfo=TAHITI)
    assert late.starts == datetime(2027, 6, 12, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("vote", "hours"),
    [(date(2027, 3, 28), 43), (date(2027, 10, 31), 45), (date(2027, 6, 13), 44)],
    ids=["clocks go forward", "clocks go back", "an ordinary Sunday"],
)
def test_silence_follows_the_clock_when_summer_time_begins_or_ends(vote: date, hours: int) -> None:
    (silence,) = a_calendar(a_round(votes=vote)).silences(PARIS_6)

    assert silence.starts.timetz().replace(tzinfo=None) == time(0)
    assert silence.ends.timetz().replace(tzinfo=None) == time(20)
    assert silence.ends.astimezone(UTC) - silence.starts.astimezone(UTC) == timedelta(hours=hours)


def test_an_hour_that_comes_twice_is_silent_both_times() -> None:
    calendar = a_calendar(a_round(votes=date(2027, 11, 1)), mainland=an_area("azores", "Atlantic/Azores"))
    (silence,) = calendar.silences(())
    half_past = silence.starts + timedelta(minutes=30)

    assert calendar.silence_at((), (silence.starts - SECOND).astimezone(UTC)) is None
    assert calendar.silence_at((), half_past) == silence
    assert calendar.silence_at((), half_past.replace(fold=1)) == silence


def test_where_midnight_does_not_exist_silence_begins_when_the_clock_is_set_forward() -> None:
    beirut = an_area("beirut", "Asia/Beirut")

    (silence,) = a_calendar(a_round(votes=date(2027, 3, 29)), mainland=beirut).silences(())

    assert silence.starts.astimezone(UTC) == datetime(2027, 3, 27, 22, tzinfo=UTC)


def test_the_election_ends_with_the_last_round() -> None:
    assert two_rounds.election_end(PARIS_6) == date(2027, 6, 20)


def test_the_first_zone_tells_the_time_of_a_nation() -> None:
    tahiti = an_area("tahiti", "Pacific/Tahiti", "Pacific/Gambier", zones=("constituency:987-*",))
    calendar = a_calendar(areas=(tahiti,))

    assert calendar.timezone(("constituency:987-02", "departement:75")) == TAHITI
    assert calendar.timezone(("departement:75",)) == PARIS


def test_without_an_election_nobody_is_silent() -> None:
    assert NONE.silences(PARIS_6) == ()
    assert NONE.silence_at(PARIS_6, datetime(2027, 6, 13, 12, tzinfo=UTC)) is None
    assert NONE.election_end(PARIS_6) is None
    assert str(NONE.timezone(PARIS_6)) == "UTC"
