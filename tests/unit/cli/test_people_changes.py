"""Many people of a nation changed from the command line: tagged, given to somebody, listed, carried on, undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.grant import Grant, Standing
from shared.access.member import member_id
from shared.access.role import RoleName
from shared.nations.nation import NationStatus
from shared.people.change import ChangeKind
from shared.people.changing import ChangeWish, Whom, ask_to_change
from shared.people.item import to_item
from shared.people.segments.segment import Segment
from shared.people.table import put
from tests.builders import NOON, a_nation
from tests.fakes.imports import ListedChangeOrders
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from shared.people.person import Person
    from tests.unit.cli.desk import Desk

SLUG = "paris-6"
MARIE_CALLED = "marie@example.org"
MARIE = a_person(email="marie@example.org", given_name="Marie", family_name="Dupont", tags=["phoned"])
PAUL = a_person(email="paul@example.org", given_name="Paul", family_name="Arnaud", volunteer=True)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk, with two people in paris-6."""
    desk.nations.found(a_nation(SLUG, status=NationStatus.READY))
    desk.people.write([put(to_item(person)) for person in (MARIE, PAUL)])
    return desk


def tags(desk: Desk, person: Person) -> object:
    desk.banneret("people", "show", SLUG, person.person_id, "--json")
    return desk.json().get("tags")


def test_everybody_in_a_segment_is_tagged_after_it_was_said_how_many_they_are(office: Desk) -> None:
    office.banneret("people", "segment", SLUG, "--have", "volunteer", "--save", "Volunteers")

    assert office.banneret("people", "tag", SLUG, "phoned", "--segment", "volunteers", "--json") == 0

    done = office.json()
    assert office.said == ["1 people are in Volunteers"]
    assert (done["state"], done["asked"], done["changed"], done["segment"]) == ("done", 1, 1, "Volunteers")
    assert tags(office, PAUL) == ["phoned"]
    office.banneret("people", "changes", SLUG, "--json")
    assert [each["change"] for each in office.json()["changes"]] == [done["change"]]
    office.banneret("people", "show", SLUG, PAUL.person_id)
    assert office.out[0].splitlines()[-1].endswith(f"change {done['change']}: tagged-people phoned")
    assert office.banneret("people", "undo", SLUG, done["change"]) == 0
    assert tags(office, PAUL) is None


def test_a_change_that_was_stopped_goes_on(office: Desk) -> None:
    office.banneret("people", "segment", SLUG, "--have", "volunteer")
    wish = ChangeWish(slug=SLUG, kind=ChangeKind.TAG, what="phoned", by="operator")
    whom = Whom(segment=Segment(all_of=("volunteer",)), id="s1", name="Volunteers")
    ports: dict[str, Any] = {"people": office.people, "journal": InMemoryJournal(), "clock": office.patience}
    change = ask_to_change(wish, whom, orders=ListedChangeOrders(), **ports)

    office.banneret("people", "changes", SLUG)
    assert "listing" in office.out[0]
    assert office.banneret("people", "go-on", SLUG, change.id) == 0

    assert tags(office, PAUL) == ["phoned"]


@pytest.mark.parametrize("words", [(), ("marie@example.org", "--segment", "Volunteers")])
def test_people_to_tag_are_named_one_by_one_or_as_a_segment(office: Desk, words: tuple[str, ...]) -> None:
    assert office.banneret("people", "tag", SLUG, "phoned", *words) == 2

    assert "there must be people or a segment" in office.said[0]


def test_people_are_given_to_a_member_of_the_team_and_to_nobody_else(office: Desk) -> None:
    driss = member_id("driss@example.org", key=office.members.key())
    grant = Grant(id="g1", role=RoleName.FIELD, nation=SLUG, given_by="operator", given_at=NOON)
    office.members.teams[SLUG] = replace(office.members.team(SLUG), standings=(Standing(member_id=driss, grant=grant),))

    assert office.banneret("people", "assign", SLUG, MARIE_CALLED, PAUL.person_id, "--to", "driss@example.org") == 0
    office.banneret("people", "show", SLUG, MARIE_CALLED, "--json")
    assert office.json()["assignee"] == driss
    assert office.banneret("people", "assign", SLUG, MARIE_CALLED, "--nobody") == 0
    office.banneret("people", "show", SLUG, MARIE_CALLED, "--json")
    assert "assignee" not in office.json()

    assert office.banneret("people", "assign", SLUG, MARIE_CALLED, "--to", "ida@example.org") == 2
    assert "nobody of this address has a role there" in office.said[-1]
    assert office.banneret("people", "assign", SLUG, MARIE_CALLED) == 2
