from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from shared.elections.calendars import calendar_of
from shared.elections.reading import read_calendar
from shared.kernel.errors import InputError, NotFound

if TYPE_CHECKING:
    from pathlib import Path

BELGIUM = """
title = "Élections fédérales"
official = true
polls_close = 16:00:00

[areas.belgium]
timezones = ["Europe/Brussels"]

[areas.abroad]
zones = ["region:abroad", "constituency:abroad-*"]
timezones = ["Europe/Brussels", "Asia/Tokyo"]

[[rounds]]
name = "only"
votes = 2029-06-10

[rounds.elsewhere]
abroad = 2029-06-09
"""


def test_another_country_can_have_its_election(tmp_path: Path) -> None:
    (tmp_path / "be.toml").write_text(BELGIUM, encoding="utf-8")

    calendar = calendar_of("BE", elections=tmp_path)

    (silence,) = calendar.silences(["region:bru"])
    assert calendar.official
    assert (silence.ends.date(), silence.ends.time(), silence.round) == (date(2029, 6, 10), time(16), "only")
    assert calendar.election_end(["constituency:abroad-1"]) == date(2029, 6, 9)


def test_a_function_shipped_without_elections_does_not_take_that_for_peace(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="ship the templates with this function"):
        calendar_of("FR", elections=tmp_path / "nothing")


def test_a_file_without_rounds_says_that_no_election_is_coming() -> None:
    calendar = read_calendar(BELGIUM.partition("[[rounds]]")[0], file_name="be.toml")

    assert calendar.silences(["region:bru"]) == ()
    assert str(calendar.timezone(["region:bru"])) == "Europe/Brussels"


def test_a_round_may_close_its_polls_at_an_hour_of_its_own() -> None:
    text = BELGIUM.replace("votes = 2029-06-10", "votes = 2029-06-10\npolls_close = 14:00:00")

    (silence,) = read_calendar(text, file_name="be.toml").silences(["region:bru"])

    assert silence.ends.time() == time(14)


@pytest.mark.parametrize(
    ("spelled", "mended", "told"),
    [
        ('title = "Élections fédérales"', "title = ", "be.toml: it is no TOML"),
        ("official = true", "", "be.toml.official: it is missing. Add it, true or false"),
        ("official = true", 'official = "yes"', "be.toml.official: it is not true or false"),
        ("official = true", "official = true\ncolour = 1", "be.toml.colour: nobody knows this key"),
        ('["Europe/Brussels"]', '["Europe/Bruxelles"]', "areas.belgium.timezones: there is no time zone"),
        ('["Europe/Brussels"]', "[]", "areas.belgium.timezones: there is none"),
        ('["Europe/Brussels"]', "[2]", "areas.belgium.timezones: not all of it is text"),
        ('zones = ["region:abroad", "constituency:abroad-*"]', "", "areas: 2 areas have no zones"),
        ("votes = 2029-06-10", "votes = 2029-06-10T08:00:00", "round only.votes: it is a moment, not a day"),
        ("votes = 2029-06-10", 'votes = "10 June"', "round only.votes: it is not a day"),
        ("abroad = 2029-06-09", "moon = 2029-06-09", "round only, elsewhere: there is no area moon"),
        ("[[rounds]]", "[rounds]", "be.toml, rounds: it is no list of tables"),
        ("[areas.belgium]", "areas.oops = 1\n[areas.belgium]", "be.toml"),
    ],
)
def test_a_mistake_is_told_with_its_place(spelled: str, mended: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_calendar(BELGIUM.replace(spelled, mended), file_name="be.toml")

    assert told in str(caught.value)


def test_two_rounds_of_one_name_are_refused() -> None:
    twice = BELGIUM + BELGIUM.partition("[[rounds]]")[2].join(["\n[[rounds]]", ""])

    with pytest.raises(InputError, match="two have the same name"):
        read_calendar(twice, file_name="be.toml")
