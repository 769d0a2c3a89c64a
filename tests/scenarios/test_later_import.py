"""A second file of people reaches nations that have begun to work with the first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.marks import STALE
from shared.people.person import nation_holder, person_id
from shared.people.store import DynamoPeopleStore
from tests.scenarios.inputs import write_inputs

if TYPE_CHECKING:
    from shared.people.person import Person
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

EDITED, BLANKED, SAME, NEW = (f"p{number}@86-01.example.org" for number in (2, 3, 4, 99))

LATER = f"""email,téléphone,prénom,nom,circonscription,consentement
{EDITED},,Autre,Autrenom,86-01,oui
{BLANKED},06 12 34 56 79,,,86-01,
{SAME},,Prénom4,Nomdefamille,86-01,oui
{NEW},,Nouvelle,Personne,86-01,oui
"""


@pytest.fixture(scope="module")
def people(network: Network, tmp_path_factory: pytest.TempPathFactory) -> DynamoPeopleStore:
    """The people of a nation that opened, edited a name, and then was sent another file."""
    inputs = write_inputs(tmp_path_factory.mktemp("later"), "86", nations=1, people=10)
    store = DynamoPeopleStore(network.client("dynamodb"), network.directory.people_table)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "sooner", "--watch").code == 0
    edit_given_name(store, EDITED, "Édité")
    assert network.banneret("people", "index", "d86-01").code == 0
    inputs.people.write_text(LATER, encoding="utf-8")
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "later", "--watch").code == 0
    return store


def person(store: DynamoPeopleStore, email: str) -> Person:
    """Return somebody as the nation has them."""
    key = nation_holder("d86-01"), person_id(email)
    return store.find([key])[key]


def edit_given_name(store: DynamoPeopleStore, email: str, name: str) -> None:
    """Write a given name as the nation's own team does."""
    stored = person(store, email)
    edited = replace(
        stored,
        values={**stored.values, "given_name": name},
        edited_fields=frozenset({"given_name"}),
        revision=stored.revision + 1,
    )
    store.replace(edited, revision=stored.revision)


def test_every_row_is_counted_for_what_it_changed(network: Network, people: DynamoPeopleStore) -> None:
    sums = network.report("later")["people"]

    assert sums == {
        "rows": 4,
        "created": 1,
        "merged": 2,
        "unchanged": 1,
        "rejected": 0,
        "unassigned": 0,
        "expected": 4,
    }


def test_the_nation_reads_of_the_second_file_in_its_log_and_of_none_before_it_was_open(
    network: Network, people: DynamoPeopleStore
) -> None:
    told = network.banneret("team", "log", "--nation", "d86-01", "--json").json["entries"]

    brought = [each["about"]["rollout"] for each in told if each["what"] == "brought-in-people"]
    assert brought == ["later"]


def test_what_the_nation_wrote_stands_and_the_rest_is_brought_up_to_date(people: DynamoPeopleStore) -> None:
    values = person(people, EDITED).values

    assert (values["given_name"], values["family_name"]) == ("Édité", "Autrenom")


def test_a_blank_takes_nothing_away_and_a_new_fact_is_added(people: DynamoPeopleStore) -> None:
    values = person(people, BLANKED).values

    assert (values["given_name"], values["family_name"]) == ("Prénom3", "Nomdefamille")
    assert values["phone"] == "+33612345679"


def test_somebody_who_was_not_in_the_later_file_stays(people: DynamoPeopleStore) -> None:
    assert person(people, "p5@86-01.example.org").values["given_name"] == "Prénom5"


def test_a_segment_counts_those_of_the_later_file_over_the_index_of_before(
    network: Network, people: DynamoPeopleStore
) -> None:
    told = network.banneret("people", "segment", "d86-01", "--json")
    table = DynamoPeopleTable(network.client("dynamodb"), network.directory.people_table)
    marks = table.below(nation_holder("d86-01"), STALE)

    assert (told.json["count"], told.json["of"]) == (12, 11)
    assert {mark["sk"]["S"].removeprefix(STALE) for mark in marks} == {
        person_id(email) for email in (EDITED, BLANKED, NEW)
    }


def test_the_nation_counts_those_it_has_of_the_later_file(network: Network, people: DynamoPeopleStore) -> None:
    assert len([sk for sk in network.people_of("d86-01") if sk.startswith("PERSON#")]) == 12
