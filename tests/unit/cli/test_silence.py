from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.elections.calendars import NONE
from shared.nations.nation import NationStatus
from tests.builders import a_nation
from tests.unit.elections.builders import PARIS

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

EVE = datetime(2027, 6, 12, 9, tzinfo=PARIS)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with one nation that is ready."""
    desk.nations.found(a_nation("paris-6", status=NationStatus.READY))
    return desk


def test_the_silences_of_a_nation_are_told_by_its_clock_and_in_utc(desk: Desk) -> None:
    assert desk.banneret("silence", "show", "paris-6") == 0

    title, _, first, second = desk.out[0].splitlines()
    assert title == "Élections législatives: these dates are assumed: no decree has called this election yet"
    assert " ".join(first.split()) == (
        "paris-6 first 2027-06-12 00:00 Europe/Paris 2027-06-13 20:00 Europe/Paris 2027-06-11 22:00 to 2027-06-13 18:00"
    )
    assert "second" in second


def test_the_silences_of_a_zone_need_no_nation(desk: Desk) -> None:
    desk.banneret("silence", "show", "--zone", "987-01", "--json")

    first = desk.json()["silences"][0]
    assert (first["of"], first["starts"]) == ("987-01", "2027-06-04T00:00:00-09:00")
    assert first["utc"] == "2027-06-04 09:00 to 2027-06-06 06:00"


def test_without_a_name_all_areas_are_listed(desk: Desk) -> None:
    desk.banneret("silence", "show", "--json")

    assert {"mainland", "guadeloupe", "polynesie", "abroad-11"} <= {each["of"] for each in desk.json()["silences"]}


def test_silences_that_are_over_are_left_out(desk: Desk) -> None:
    desk.patience.moment = datetime(2027, 6, 13, 18, tzinfo=UTC)
    desk.banneret("silence", "show", "paris-6", "--json")
    assert [silence["round"] for silence in desk.json()["silences"]] == ["second"]

    desk.patience.moment = datetime(2027, 7, 1, tzinfo=UTC)
    desk.banneret("silence", "show", "paris-6")
    assert desk.out == ["no electoral silence is to come"]


def test_where_no_election_is_to_come_nothing_is(desk: Desk) -> None:
    desk.calendar = NONE

    desk.banneret("silence", "show")

    assert desk.out == ["no electoral silence is to come"]


def test_a_nation_that_nobody_knows_is_wrong_input(desk: Desk) -> None:
    assert desk.banneret("silence", "show", "atlantis") == 2
    assert desk.banneret("silence", "override", "atlantis", "--until", "2027-06-12", "--reason", "x") == 2


def test_a_zone_of_no_kind_is_wrong_input(desk: Desk) -> None:
    assert desk.banneret("silence", "show", "--zone", "canton:75") == 2
    assert "there is no kind of zone named 'canton'" in desk.said[0]


def test_an_override_is_made_and_kept(desk: Desk) -> None:
    desk.patience.moment = EVE
    words = ("--until", "2027-06-12T18:00", "--reason", "a judge ordered a correction")

    assert desk.banneret("silence", "override", "paris-6", *words) == 0
    assert "may publish and change its events until 2027-06-12 18:00 Europe/Paris" in desk.out[0]

    desk.banneret("silence", "show", "paris-6")
    assert desk.out[0].splitlines()[-1].endswith("everything, a judge ordered a correction")
    desk.banneret("silence", "show", "paris-6", "--json")
    (override,) = desk.json()["overrides"]
    assert (override["by"], override["until"]) == ("arn:aws:iam::123456789012:user/duty", "2027-06-12T18:00:00+02:00")


@pytest.mark.parametrize(
    ("until", "reason", "told"),
    [
        ("soon", "because", "--until: it is no date and time"),
        ("2027-06-12T08:00", "because", "--until: it is over"),
        ("2027-06-12T18:00Z", " ", "--reason: it is empty"),
    ],
)
def test_an_override_without_an_end_or_a_reason_is_refused(until: str, reason: str, told: str, desk: Desk) -> None:
    desk.patience.moment = EVE

    assert desk.banneret("silence", "override", "paris-6", "--until", until, "--reason", reason) == 2
    assert told in desk.said[0]
    assert desk.overrides.kept == []
