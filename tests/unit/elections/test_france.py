from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from shared.elections.calendars import NONE, calendar_of
from shared.geography.france import france
from shared.geography.zone import ZoneKind

FRANCE = calendar_of("FR")

# The first silence of the calendar's assumed first round, in UTC.
FIRST_SILENCES = {
    "75-06": ("2027-06-11T22:00Z", "2027-06-13T18:00Z"),
    "974-02": ("2027-06-11T20:00Z", "2027-06-13T16:00Z"),
    "976-01": ("2027-06-11T21:00Z", "2027-06-13T17:00Z"),
    "986-01": ("2027-06-11T12:00Z", "2027-06-13T08:00Z"),
    "988-01": ("2027-06-11T13:00Z", "2027-06-13T09:00Z"),
    "971-01": ("2027-06-11T04:00Z", "2027-06-13T00:00Z"),
    "973-01": ("2027-06-11T03:00Z", "2027-06-12T23:00Z"),
    "975-01": ("2027-06-11T02:00Z", "2027-06-12T22:00Z"),
    "987-01": ("2027-06-04T09:00Z", "2027-06-06T06:00Z"),
    "99-01": ("2027-06-04T02:30Z", "2027-06-06T06:00Z"),
    "99-04": ("2027-06-04T22:00Z", "2027-06-06T18:00Z"),
    "99-11": ("2027-06-04T12:00Z", "2027-06-06T17:00Z"),
}


@pytest.mark.parametrize("code", FIRST_SILENCES)
def test_each_part_of_france_falls_silent_by_its_own_clock(code: str) -> None:
    first, _ = FRANCE.silences([f"constituency:{code}"])

    assert (first.starts, first.ends) == tuple(map(datetime.fromisoformat, FIRST_SILENCES[code]))


def test_every_constituency_has_two_rounds_and_no_silence_longer_than_three_days() -> None:
    for zone in france().constituencies():
        first, second = FRANCE.silences([zone.id])
        assert (first.round, second.round) == ("first", "second")
        assert max((first.ends - first.starts).days, (second.ends - second.starts).days) < 3


@pytest.mark.parametrize("kind", [ZoneKind.DEPARTEMENT, ZoneKind.COMMUNE])
def test_wider_and_narrower_zones_keep_the_time_of_the_constituencies_there(kind: ZoneKind) -> None:
    overseas = [zone for zone in france().of_kind(kind) if zone.code.startswith("97")]
    assert overseas

    for zone in overseas:
        constituency = f"constituency:{zone.code[:3]}-01".replace("978", "977")
        assert FRANCE.timezone([zone.id]) == FRANCE.timezone([constituency])


def test_the_regions_of_overseas_keep_the_time_of_their_departements() -> None:
    for departement in france().of_kind(ZoneKind.DEPARTEMENT):
        for region in departement.parents:
            if region.startswith("region:"):
                assert FRANCE.timezone([region]) == FRANCE.timezone([departement.id])


def test_communes_of_aisne_are_not_taken_for_overseas() -> None:
    assert FRANCE.timezone(["commune:02971"]) == ZoneInfo("Europe/Paris")


def test_the_mainland_votes_on_sundays() -> None:
    assert FRANCE.election_end(["constituency:75-06"]) == date(2027, 6, 20)
    assert [each.votes.isoweekday() for each in FRANCE.rounds] == [7, 7]


def test_areas_elsewhere_vote_on_a_saturday_or_a_sunday() -> None:
    days = {day.isoweekday() for each in FRANCE.rounds for day in each.elsewhere.values()}

    assert days == {6, 7}


def test_dates_no_decree_has_set_are_not_called_official() -> None:
    assert FRANCE.official is False


def test_a_country_without_a_file_has_no_election() -> None:
    assert calendar_of("BE") is NONE
