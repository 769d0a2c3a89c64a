"""A team at work on its people, by the command on the embedded cloud: they are found, tagged, edited, noted about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.access.audit_store import DynamoAuditLog
from shared.people.tagging import AT_ONCE
from tests.scenarios.inputs import write_inputs

if TYPE_CHECKING:
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("cloud")

PEOPLE = AT_ONCE + 10
ALL = [f"p{number}@63-01.example.org" for number in range(PEOPLE)]
ONE = ALL[0]


@pytest.fixture(scope="module")
def slug(network: Network, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A nation that is ready, with people."""
    inputs = write_inputs(tmp_path_factory.mktemp("people"), "63", nations=1, people=PEOPLE)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "people", "--watch").code == 0
    return inputs.slugs[0]


def people(network: Network, *words: str) -> Any:
    """Run a command about people and return its document."""
    done = network.banneret("people", *words, "--json")
    assert done.code == 0, done.said
    return done.json


def test_the_list_goes_through_all_people_once(network: Network, slug: str) -> None:
    first = people(network, "list", slug, "--limit", "40")
    rest = people(network, "list", slug, "--limit", "40", "--after", first["cursor"])

    found = [person["email"] for page in (first, rest) for person in page["people"]]
    assert set(ALL) < set(found)
    assert len(found) == len(set(found)) == PEOPLE + 1


@pytest.mark.parametrize("text", ["prenom7 nomdefamille", "NOMDEFAMILLE Prénom7", "p7@63-01.example.org"])
def test_somebody_is_found_by_name_and_by_address(network: Network, slug: str, text: str) -> None:
    found = people(network, "search", slug, text)["people"]

    assert [person["email"] for person in found] == ["p7@63-01.example.org"]


def test_a_tag_of_many_is_undone_and_both_are_in_the_log(network: Network, slug: str) -> None:
    people(network, "tag", slug, "phoned", ONE)
    done = people(network, "tag", slug, "phoned", *ALL)
    assert (done["changed"], done["asked"]) == (PEOPLE - 1, PEOPLE)

    assert people(network, "undo", slug, done["change"])["restored"] == PEOPLE - 1

    tags = {email: people(network, "show", slug, email).get("tags") for email in (ONE, ALL[-1])}
    assert tags == {ONE: ["phoned"], ALL[-1]: None}
    log = DynamoAuditLog(network.client("dynamodb"), network.directory.network_table).page(slug, limit=2)
    assert [(entry.what, entry.about["change"]) for entry in log.elements] == [
        ("undid-change", done["change"]),
        ("tagged-people", done["change"]),
    ]


def test_an_edit_moves_somebody_in_the_list_and_back(network: Network, slug: str) -> None:
    done = people(network, "edit", slug, ONE, "family_name=Aaron", "support_level=2")
    assert people(network, "list", slug, "--limit", "1")["people"][0]["email"] == ONE

    people(network, "edit", slug, ONE, "--undo", done["edit"])

    assert people(network, "list", slug, "--limit", "1")["people"][0]["family_name"] == "Nomdefamille"
    assert network.banneret("people", "edit", slug, ONE, "--undo", done["edit"]).code != 0


def test_a_note_is_seen_to_and_goes_when_the_person_is_erased(network: Network, slug: str) -> None:
    last = ALL[-1]
    note = people(network, "note", slug, last, "Lends her van on Sundays", "--due", "2027-05-30")
    people(network, "note", slug, last, "Moves in June", "--due", "2027-06-01")
    people(network, "done", slug, last, note["note"])
    assert [each["text"] for each in people(network, "due", slug, "--until", "2027-06-01")["due"]] == ["Moves in June"]

    assert network.banneret("people", "erase", last, "--yes").code == 0

    assert people(network, "due", slug, "--until", "2027-06-01")["due"] == []
    assert "Lends her van" not in str(network.people_of(slug))
