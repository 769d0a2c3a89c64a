"""Tags from the command line: of a nation, and of headquarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.segments.building import build_index
from shared.people.table import put
from tests.builders import NOON, a_nation
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

MARIE = a_person(email="marie@example.org", tags=["market", "mailable"])
OWN = ("--nation", "paris-6")


@pytest.fixture
def office(desk: Desk) -> Desk:
    desk.nations.found(a_nation("paris-6", status=NationStatus.READY))
    desk.people.write([put(to_item(MARIE))])
    return desk


def tags(office: Desk, *whose: str) -> dict[str, object]:
    """Return the tags that the command lists, with how many people have them."""
    assert office.banneret("tag", "list", *whose, "--json") == 0
    return {tag["tag"]: tag["people"] for tag in office.json()["tags"]}


def test_a_nations_tags_are_those_of_its_book_and_those_that_people_have(office: Desk) -> None:
    office.banneret("tag", "make", "doors", "--about", "Knocks on them", *OWN)
    assert tags(office, *OWN) == {"doors": None}

    build_index("paris-6", people=office.people, now=NOON, draw=lambda _: "0a")

    assert tags(office, *OWN) == {"doors": None, "mailable": 1, "market": 1}
    office.banneret("tag", "list", *OWN)
    assert "Knocks on them" in office.out[0]


def test_a_tag_is_described_retired_and_taken_up(office: Desk) -> None:
    office.banneret("tag", "describe", "market", "On Saturdays", *OWN)
    assert office.banneret("tag", "retire", "market", *OWN, "--json") == 0
    assert (office.json()["about"], office.json()["retired_at"]) == ("On Saturdays", NOON.isoformat())

    assert office.banneret("tag", "take-up", "market", *OWN, "--json") == 0
    assert office.json()["retired_at"] is None


def test_a_renamed_tag_is_renamed_for_everybody_counted_or_not(office: Desk) -> None:
    assert office.banneret("tag", "rename", "paris-6", "market", "saturday market", "--json") == 0

    told = office.json()
    assert (told["tag"], told["people"]) == ("saturday market", 1)
    office.banneret("people", "show", "paris-6", "marie@example.org", "--json")
    assert office.json()["tags"] == ["mailable", "saturday market"]
    assert office.banneret("people", "undo", "paris-6", told["change"]) == 0
    office.banneret("people", "show", "paris-6", "marie@example.org", "--json")
    assert office.json()["tags"] == ["mailable", "market"]


def test_headquarters_tags_are_its_own(office: Desk) -> None:
    assert office.banneret("tag", "make", "convention", "--hq") == 0
    office.banneret("tag", "describe", "hq:convention", "In March", "--hq")
    office.banneret("tag", "retire", "hq:convention", "--hq")

    assert tags(office, "--hq") == {"hq:convention": None}
    assert tags(office, *OWN) == {}
    assert [entry.what for entry in office.audit.page(None, limit=9).elements].count("made-hq-tag") == 1
    assert office.banneret("tag", "take-up", "hq:nothing", "--hq") == 2


def test_exactly_one_place_is_named(office: Desk) -> None:
    assert office.banneret("tag", "list") == 2
    assert office.banneret("tag", "make", "hq:convention", *OWN) == 2
