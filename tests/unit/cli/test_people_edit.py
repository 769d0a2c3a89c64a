"""Another e-mail address for somebody, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.table import put
from tests.builders import a_nation
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

SLUG = "paris-6"
MARIE = a_person(email="marie@example.org", consents={"email": {"given": True, "by": "column Optin"}})
NEW = "dupont@example.org"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk, with Marie in paris-6."""
    desk.nations.found(a_nation(SLUG, status=NationStatus.READY))
    desk.people.write([put(to_item(MARIE))])
    return desk


def shown(office: Desk, contact: str) -> dict[str, object]:
    assert office.banneret("people", "show", SLUG, contact, "--json") == 0
    document: dict[str, object] = office.json()
    return document


def test_an_address_is_replaced_without_its_consent_and_that_taken_back_by_either(office: Desk) -> None:
    assert (
        office.banneret("people", "edit", SLUG, "marie@example.org", f"email={NEW}", "support_level=1", "--json") == 0
    )
    done = office.json()
    assert done["fields"] == ["email", "support_level"]
    marie = shown(office, MARIE.person_id)
    assert (marie["email"], marie["mailable"], marie["support_level"]) == (NEW, False, 1)

    assert office.banneret("people", "edit", SLUG, NEW, "--undo", done["edits"][0]) == 0

    marie = shown(office, MARIE.person_id)
    assert (marie["email"], marie["mailable"], marie["support_level"]) == ("marie@example.org", True, 1)


@pytest.mark.parametrize("typed", ["email=", "email=nobody", "support_level=1 email=x"])
def test_what_is_no_address_changes_nothing(office: Desk, typed: str) -> None:
    assert office.banneret("people", "edit", SLUG, "marie@example.org", *typed.split()) == 2

    assert "cannot be read" in office.said[0]
    assert shown(office, MARIE.person_id)["revision"] == 1


def test_whoever_was_merged_is_found_as_whom_they_became(office: Desk) -> None:
    office.people.write([put(to_item(a_person(email=NEW))), put(to_item(a_person(email="third@example.org")))])
    office.banneret("people", "merge", SLUG, "marie@example.org", NEW)

    assert shown(office, NEW)["person_id"] == MARIE.person_id
    assert office.banneret("people", "edit", SLUG, NEW, "support_level=1") == 0
    assert office.banneret("people", "note", SLUG, NEW, "Called.") == 0
    assert office.banneret("people", "merge", SLUG, NEW, "third@example.org", "--json") == 0
    merger = office.json()["merger"]
    assert office.banneret("people", "part", SLUG, NEW, merger) == 0
    assert office.banneret("people", "merge", SLUG, "marie@example.org", NEW) != 0


def test_an_address_of_somebody_else_is_refused(office: Desk) -> None:
    office.people.write([put(to_item(a_person(email=NEW)))])

    assert office.banneret("people", "edit", SLUG, "marie@example.org", f"email={NEW}") != 0

    assert "knows somebody of this address" in office.said[0]
