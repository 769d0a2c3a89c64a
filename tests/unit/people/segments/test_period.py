"""Who did something between two days, and the blocks of days that tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.errors import InputError
from shared.people.person import DEED_DAYS
from shared.people.remembering import days_of, with_deed, without_deed
from shared.people.segments.facet import is_facet
from shared.people.segments.period import ANY, FIRST, LAST, Period, blocks_of, period_of
from shared.people.segments.segment import MOST_PERIODS, Segment, matches, segment_of
from tests.unit.people.segments.crowd import somebody

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
MAY_11 = date(2027, 5, 11)
CAMPAIGN = frozenset(
    blocks_of(somebody(1, deed_days=[f"{date(2026, 1, 1) + timedelta(days=number)} join" for number in range(1500)]))
)
"""The blocks of an index in which somebody did something on each of 1,500 days."""

MARIE = somebody(1, deed_days=["2027-05-01 join", "2027-05-11 sign:climat"])


@given(st.none() | DAYS, st.none() | st.integers(0, 100))
def test_a_day_is_in_one_block_of_each_period_that_holds_it_and_in_none_of_another(
    first: date | None, days: int | None
) -> None:
    middle = first or date(2027, 5, 11)
    last = middle + timedelta(days=days) if days is not None else None
    period = Period(what=ANY, first=first, last=last)
    blocks = set(period.blocks())

    for number in range(-20, 121):
        done = middle + timedelta(days=number)
        person = somebody(1, deed_days=[f"{done} join"])
        assert len(blocks.intersection(blocks_of(person))) == period.holds(person)
        assert period.holds(person) == ((first or FIRST) <= done <= (last or LAST))


@given(DAYS, st.integers(0, 1000))
def test_a_period_is_made_of_few_blocks_however_long_it_is(first: date, days: int) -> None:
    closed = Period(what=ANY, first=first, last=first + timedelta(days=days))
    open_ended = Period(what=ANY, first=first)

    assert len(CAMPAIGN.intersection(closed.blocks())) <= 45
    assert len(CAMPAIGN.intersection(open_ended.blocks())) <= 25


@given(st.none() | DAYS, st.none() | DAYS)
def test_a_period_is_spelled_and_read_alike(first: date | None, last: date | None) -> None:
    period = Period(what="sign", first=first, last=last)

    ends = [day for day in (first, last) if day]
    assert period_of(period.facet) == (period if ends and ends == sorted(ends) else None)


@pytest.mark.parametrize(
    "text",
    [
        "did:any:../..",
        "did:any:2027-05-12/2027-05-11",
        "did:any:2027-02-30/..",
        "did:any:20270511/..",
        "did:any:1999-12-31/..",
        "did:sign:climat:2027-05-11/..",
        "did:any",
        "did::2027-05-11/..",
    ],
)
def test_what_is_no_period_is_no_facet(text: str) -> None:
    assert period_of(text) is None
    assert not is_facet(text)


@pytest.mark.parametrize(
    ("segment", "is_in"),
    [
        (Segment(all_of=("did:any:2027-05-11/..",)), True),
        (Segment(all_of=("did:any:2027-05-12/..",)), False),
        (Segment(none_of=("did:any:2027-05-12/..",)), True),
        (Segment(none_of=("did:any:2027-05-02/..",)), False),
        (Segment(all_of=("did:join:../2027-05-01",)), True),
        (Segment(all_of=("did:join:2027-05-02/..",)), False),
        (Segment(all_of=("did:any:2027-05-02/2027-05-10",)), False),
        (Segment(any_of=("did:attend:../2027-05-30", "did:sign:2027-05-01/..")), True),
    ],
    ids=["since", "not since", "silent", "not silent", "until", "another deed", "neither end counts", "one of two"],
)
def test_somebody_is_in_a_segment_by_their_days(segment: Segment, is_in: bool) -> None:
    assert matches(segment, MARIE) is is_in


def test_of_periods_a_segment_has_few() -> None:
    periods = [f"did:any:2027-05-0{day}/.." for day in range(1, MOST_PERIODS + 2)]

    assert segment_of(any_of=periods[1:]).any_of == tuple(periods[1:])
    with pytest.raises(InputError):
        segment_of(any_of=periods)


def test_the_same_on_the_same_day_is_remembered_once() -> None:
    person = somebody(1)
    for _ in range(3):
        person = with_deed(person, "join", on=MAY_11)
    later = with_deed(person, "join", on=MAY_11 + timedelta(days=1))

    assert list(days_of(person)) == [(MAY_11, "join")]
    assert [day for day, _ in days_of(later)] == [MAY_11, MAY_11 + timedelta(days=1)]
    assert later.deeds == ("join",)


def test_what_was_taken_back_is_remembered_on_no_day() -> None:
    person = with_deed(with_deed(somebody(1), "rsvp:e1", on=MAY_11), "rsvp:e12", on=MAY_11)

    left = without_deed(person, "rsvp:e1")

    assert left.deeds == ("rsvp:e12",)
    assert left.values[DEED_DAYS] == ["2027-05-11 rsvp:e12"]
