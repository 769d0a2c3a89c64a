"""What people wrote to a nation and answered on its site, from the command line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.table import put
from shared.sites.blocks import Survey
from shared.sites.kit import load_kit
from tests.builders import NOON, a_nation
from tests.unit.actions.recorded import Room, an_action
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

SLUG = "paris-6"
MARIE_CALLED = "marie@example.org"
MARIE = a_person(email=MARIE_CALLED, given_name="Marie", family_name="Dupont")
HOUR = timedelta(hours=1)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk, with somebody in paris-6."""
    desk.nations.found(a_nation(SLUG, status=NationStatus.READY))
    desk.people.write([put(to_item(MARIE))])
    return desk


def test_what_somebody_wrote_and_answered_stands_below_what_they_did(office: Desk) -> None:
    survey = next(page for page in load_kit().pages if page.name == "survey")
    asked = next(block for block in survey.blocks if isinstance(block, Survey))
    office.nations.furnish(SLUG, load_kit().page_items(), is_open=False)
    room = Room(people=office.people)
    message = {"subject": "The bridge", "message": "It is closed.\nAgain!"}
    answer = {f"question.{asked.questions[0].id}": "Health care"}
    room.record(an_action("contact", said=message, consents=()))
    room.record(an_action("answer", said=answer, target=asked.id, stamp="two", at=NOON + HOUR, consents=()))

    office.banneret("people", "show", SLUG, MARIE_CALLED)

    lines = office.out[0].splitlines()
    assert lines[-6:] == [
        f"2027-05-11 13:00 answer {asked.id}",
        f"    {asked.questions[0].text}: Health care",
        "2027-05-11 12:00 contact",
        "    Subject: The bridge",
        "    Your message: It is closed.",
        "      Again!",
    ]


def test_what_people_wrote_is_listed_the_latest_first(office: Desk) -> None:
    room = Room(people=office.people)
    for hours in range(2):
        said = {"subject": "The bridge", "message": f"Message {hours}\nEnd"}
        room.record(an_action("contact", said=said, at=NOON + hours * HOUR, stamp=f"{hours}", consents=()))

    assert office.banneret("people", "messages", SLUG, "--limit", "1") == 0
    head, *told, more = office.out[0].splitlines()
    assert head == f"2027-05-11 13:00 Marie Dupont {MARIE.person_id}"
    assert told == ["    Subject: The bridge", "    Your message: Message 1", "    End"]

    office.banneret("people", "messages", SLUG, "--after", more.removeprefix("more: --after "), "--json")
    assert [each["said"]["message"] for each in office.json()["messages"]] == ["Message 0\nEnd"]
    assert office.json()["cursor"] is None


def test_where_nobody_wrote_the_command_says_so(office: Desk) -> None:
    office.banneret("people", "messages", SLUG)

    assert office.out == ["nobody wrote"]
