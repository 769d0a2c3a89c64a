"""The last days are kept as they were asked, and are other days on another day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.errors import InputError
from shared.people.segments.facet import is_facet
from shared.people.segments.last_days import MOST_DAYS, LastDays, last_days_of
from shared.people.segments.period import ANY, Period, period_of
from shared.people.segments.segment import LAST_DAYS, MOST_PERIODS, PERIOD, Segment, matches, segment_of
from tests.unit.people.segments.crowd import somebody

MAY_11 = date(2027, 5, 11)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
NUMBERS = st.integers(1, MOST_DAYS)
LATELY, SILENT = Segment(all_of=("did:any:last-30-days",)), Segment(none_of=("did:any:last-30-days",))


@given(NUMBERS, DAYS, st.integers(-3, MOST_DAYS + 3))
def test_so_many_whole_days_are_counted_of_which_today_is_the_last(days: int, today: date, ago: int) -> None:
    person = somebody(1, deed_days=[f"{today - timedelta(days=ago)} join"])

    assert LastDays(what=ANY, days=days).on(today).holds(person) == (0 <= ago < days)


@given(NUMBERS)
def test_last_days_are_spelled_and_read_alike(days: int) -> None:
    last = LastDays(what="sign", days=days)

    assert last_days_of(last.facet) == last
    assert is_facet(last.facet)
    assert period_of(last.facet) is None


@given(NUMBERS, DAYS)
def test_what_they_come_to_is_a_period_that_can_be_asked_for(days: int, today: date) -> None:
    period = LastDays(what="sign", days=days).on(today)

    assert period_of(period.facet) == period


@pytest.mark.parametrize(
    "text",
    [
        *("did:any:last-0-days", "did:any:last--5-days", "did:any:last-030-days", f"did:any:last-{MOST_DAYS + 1}-days"),
        *("did:any:last-3.5-days", "did:any:last-thirty-days", "did:any:last-30", "did::last-30-days"),
        *("did:any:last-30-days2027-05-01/..", "did:sign:climat:last-30-days", "did:any:last-\u0663-days"),
    ],
)
def test_a_number_of_days_that_is_none_is_no_facet_and_is_said(text: str) -> None:
    assert not is_facet(text)
    with pytest.raises(InputError, match=f"1 to {MOST_DAYS} days") as raised:
        segment_of(none_of=[text])
    assert [fault.place for fault in raised.value.faults] == [LAST_DAYS]


def test_the_same_segment_finds_other_people_a_month_later() -> None:
    april, june = somebody(1, deed_days=["2027-04-20 join"]), somebody(2, deed_days=["2027-06-01 sign:climat"])
    later = MAY_11 + timedelta(days=30)

    assert [matches(LATELY.on(MAY_11), person) for person in (april, june)] == [True, False]
    assert [matches(LATELY.on(later), person) for person in (april, june)] == [False, True]
    assert [matches(SILENT.on(later), person) for person in (april, june)] == [True, False]


def test_on_a_day_a_segment_has_days_and_all_else_as_it_was() -> None:
    asked = segment_of(
        all_of=["did:join:last-7-days", "tag:velo"], any_of=["did:any:2027-05-01/.."], none_of=["did:sign:last-1-days"]
    )

    assert asked.on(MAY_11) == Segment(
        all_of=("did:join:2027-05-05/2027-05-11", "tag:velo"),
        any_of=("did:any:2027-05-01/..",),
        none_of=("did:sign:2027-05-11/2027-05-11",),
    )
    assert asked.days_on(MAY_11) == {
        "did:join:last-7-days": Period(what="join", first=date(2027, 5, 5), last=MAY_11),
        "did:sign:last-1-days": Period(what="sign", first=MAY_11, last=MAY_11),
    }


def test_a_segment_of_fixed_days_is_the_same_on_every_day() -> None:
    fixed = segment_of(all_of=["tag:velo"], none_of=["did:any:2027-05-01/.."])

    assert fixed.on(MAY_11) == fixed
    assert fixed.days_on(MAY_11) == {}


def test_nobody_is_looked_for_before_it_is_known_which_days_are_asked_about() -> None:
    with pytest.raises(ValueError, match=r"Segment\.on"):
        matches(SILENT, somebody(1))


def test_last_days_count_among_the_periods_of_a_segment() -> None:
    asked = ["did:any:2027-05-01/..", *(f"did:any:last-{days}-days" for days in range(1, MOST_PERIODS + 1))]

    assert segment_of(any_of=asked[1:]).any_of == tuple(asked[1:])
    with pytest.raises(InputError) as raised:
        segment_of(any_of=asked)
    assert [fault.place for fault in raised.value.faults] == [PERIOD]
