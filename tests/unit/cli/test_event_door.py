"""The guests of an event from the command line: listed, let in, walked in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.actions.keys import guests_of
from shared.kernel.items import to_wire
from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.person import nation_holder
from shared.people.table import put
from tests.builders import a_nation
from tests.unit.events.builders import an_event
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

MARIE = a_person(email="marie@example.org", given_name="Marie", family_name="Dupont", deeds=["rsvp:e1"])
EVENT = ("paris-6", "e1")


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk, with an event to which Marie has promised to come."""
    desk.nations.found(a_nation("paris-6", zones=("constituency:75-06",), status=NationStatus.READY))
    desk.events.add(an_event(event_id="e1"))
    promise = {"pk": nation_holder("paris-6"), "sk": guests_of("e1") + MARIE.person_id}
    desk.people.write([put(to_item(MARIE)), put(to_wire(promise))])
    return desk


def test_guests_are_listed_with_whether_they_came(office: Desk) -> None:
    assert office.banneret("event", "check-in", *EVENT, "marie@example.org", "--json") == 0
    assert office.json()["changed"]
    office.patience.moment = datetime(2027, 6, 1, tzinfo=UTC)
    assert office.banneret("event", "check-in", *EVENT, "marie@example.org") == 0
    assert office.out == ["nothing changed: this was so already"]

    office.banneret("event", "guests", *EVENT)
    head, _, row = office.out[0].splitlines()
    assert head == "1 said they come, 1 came"
    assert row.split() == ["Marie", "Dupont", "comes", "2027-05-11T12:00:00+00:00"]


def test_whoever_was_merged_into_another_is_let_in_as_that_one(office: Desk) -> None:
    office.people.write([put(to_item(a_person(email="m.dupont@example.org")))])
    office.banneret("people", "merge", "paris-6", "marie@example.org", "m.dupont@example.org")

    assert office.banneret("event", "check-in", *EVENT, "m.dupont@example.org", "--json") == 0

    assert office.json()["person_id"] == MARIE.person_id


def test_a_check_in_is_taken_back(office: Desk) -> None:
    office.banneret("event", "check-in", *EVENT, "marie@example.org")

    assert office.banneret("event", "check-in", *EVENT, "marie@example.org", "--undo", "--json") == 0

    assert not office.json()["is_there"]
    office.banneret("event", "guests", *EVENT, "--json")
    assert office.json()["came"] == 0
    told = [entry.what for entry in office.audit.page("paris-6", limit=9).elements]
    assert sorted(told) == ["checked-in", "read-people", "undid-check-in"]


def test_somebody_on_no_list_is_added_and_let_in(office: Desk) -> None:
    words = ("event", "walk-in", *EVENT, "given_name=Ida", "email=ida@example.org", "--json")

    assert office.banneret(*words) == 0
    assert office.json()["is_new"]
    assert office.banneret(*words) == 0
    assert not office.json()["is_new"]

    office.banneret("event", "guests", *EVENT, "--json")
    assert [guest["name"] for guest in office.json()["guests"] if not guest["promised"]] == ["Ida"]


@pytest.mark.parametrize("fact", ["Ida", "email=ida@"])
def test_what_cannot_be_read_is_said_and_not_repeated(office: Desk, fact: str) -> None:
    assert office.banneret("event", "walk-in", *EVENT, fact) == 2

    assert fact.partition("=")[2] not in office.said[0] or "=" not in fact


def test_an_event_that_is_not_there_has_no_guests(office: Desk) -> None:
    assert office.banneret("event", "guests", "paris-6", "nothing") == 2


def test_what_the_operator_changes_of_events_stands_in_the_log(office: Desk) -> None:
    office.banneret("event", "change", *EVENT, "--capacity", "60")
    office.banneret("event", "cancel", *EVENT)

    told = [entry.what for entry in office.audit.page("paris-6", limit=9).elements]
    assert sorted(told) == ["called-off-event", "changed-event"]
