"""From two files to campaigns that live, as a campaign's digital team does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.inputs import sums_of, write_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.inputs import Inputs
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

NATIONS = 7


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return write_inputs(tmp_path_factory.mktemp("main"), "13", nations=NATIONS)


@pytest.fixture(scope="module")
def rolled_out(network: Network, inputs: Inputs) -> str:
    before = network.count(network.directory.network_table)
    plan = network.banneret("rollout", "plan", *inputs.words(), "--json")
    assert plan.json["nations"] == NATIONS
    assert plan.json["people"]["rows"] == sums_of(NATIONS)["rows"]
    assert network.count(network.directory.network_table) == before, "a plan writes nothing"

    started = network.banneret("rollout", "start", *inputs.words(), "--name", "Main path", "--watch")
    assert started.code == 0, started.said
    assert "7/7 ready" in started.out
    return "main-path"


def test_every_nation_is_ready_and_every_row_accounted_for(network: Network, rolled_out: str) -> None:
    report = network.report(rolled_out)

    assert report["nations"] == {"planned": NATIONS, "ready": NATIONS, "failed": 0, "pending": 0}
    assert {name: report["people"][name] for name in sums_of(NATIONS)} == sums_of(NATIONS)
    assert set(report) >= {"rollout", "state", "nations", "failed", "people", "seconds"}


def test_latest_is_the_last_rollout_that_began(network: Network, rolled_out: str) -> None:
    assert network.report("latest")["rollout"] == rolled_out


def test_the_rows_that_were_not_imported_can_be_had_back(network: Network, rolled_out: str, tmp_path: Path) -> None:
    rejects, unassigned = tmp_path / "rejects.csv", tmp_path / "unassigned.csv"
    network.banneret("rollout", "report", rolled_out, "--rejects", str(rejects), "--unassigned", str(unassigned))

    assert rejects.read_text().count(",nobody,") == NATIONS
    assert rejects.read_text().startswith("line,reason,")
    assert unassigned.read_text().count("lost@") == NATIONS
    assert "no place given" in unassigned.read_text()


def test_a_nations_people_are_stored_once_each_with_their_tags(network: Network, rolled_out: str) -> None:
    people = network.people_of("d13-01")

    assert len(people) == 61
    tags = {"geo:constituency:13-01", "geo:departement:13", "geo:region:93", "geo:country:FR"}
    assert all(tags <= set(person["geo_tags"]["SS"]) for person in people.values())


def test_the_public_finds_a_site_on_the_distributions_own_host(network: Network, rolled_out: str) -> None:
    # The emulator routes no aliases: that a nation's own host leads here is held by tests/stacks/test_site_request.py.
    home = network.visit("/d13-01/")

    assert home.status_code == 200
    assert "Candidate d13-01" in home.text
    assert "content-security-policy" in home.headers
    assert network.visit("/d13-01/join/").status_code == 200


def test_what_does_not_exist_is_answered_by_the_networks_own_page(network: Network, rolled_out: str) -> None:
    missing = network.visit("/d13-01/deep/down/")

    assert missing.status_code == 404
    assert "Cette page n’existe pas" in missing.content.decode()
    asset = missing.content.decode().partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert network.visit(asset).status_code == 200


def test_the_same_name_and_files_again_change_nothing(network: Network, inputs: Inputs, rolled_out: str) -> None:
    before = network.report(rolled_out)

    again = network.banneret("rollout", "start", *inputs.words(), "--name", "Main path", "--json")

    assert again.code == 0
    assert again.json["outcome"] == "unchanged"
    assert network.report(rolled_out) == before


def test_the_same_name_with_other_files_is_refused(network: Network, rolled_out: str, tmp_path: Path) -> None:
    others = write_inputs(tmp_path, "14", nations=1)

    refused = network.banneret("rollout", "start", *others.words(), "--name", "Main path")

    assert refused.code == 1
    assert [line for line in refused.err.splitlines() if line.startswith("banneret:")] == [
        "banneret: rollout main-path was started with other files: choose another --name for these"
    ]


def test_the_same_people_under_another_name_are_all_known(network: Network, inputs: Inputs, rolled_out: str) -> None:
    before = network.people_of("d13-02")
    again = network.banneret("rollout", "start", *inputs.words(), "--name", "Main path again", "--watch")

    people = network.report("main-path-again")["people"]
    assert again.code == 0, again.said
    assert (people["created"], people["merged"]) == (0, 0)
    assert people["unchanged"] == sum(sums_of(NATIONS)[name] for name in ("created", "merged", "unchanged"))
    assert network.people_of("d13-02") == before


def test_a_nation_is_closed_opened_again_and_taken_down(network: Network, rolled_out: str) -> None:
    assert network.banneret("nation", "suspend", "d13-03", "--reason", "complaint").code == 0
    assert "fermé" in network.visit("/d13-03/").content.decode()

    assert network.banneret("nation", "resume", "d13-03").code == 0
    assert "Candidate d13-03" in network.visit("/d13-03/").text

    assert network.banneret("nation", "remove", "d13-03", "--reason", "withdrew").code == 2
    assert (
        network.banneret("nation", "remove", "d13-03", "--reason", "withdrew", "--days", "0", "--yes", "d13-03").code
        == 0
    )
    assert network.visit("/d13-03/").status_code == 404
    assert len(network.people_of("d13-03")) == 61, "people are never deleted along with a nation"
    assert network.banneret("nation", "show", "d13-03", "--json").json["status"] == "removed"


def test_a_local_edit_survives_a_later_import(network: Network, rolled_out: str, tmp_path: Path) -> None:
    dynamodb, table = network.client("dynamodb"), network.directory.people_table
    key, person = next(
        (key, item) for key, item in network.people_of("d13-04").items() if item["email"]["S"].startswith("p5@")
    )
    edited = {**person, "given_name": {"S": "Édité"}, "edited_fields": {"SS": ["given_name"]}, "revision": {"N": "9"}}
    dynamodb.put_item(TableName=table, Item=edited)
    later = write_inputs(tmp_path, "13", nations=4)
    header, *_, fourth = later.roster.read_text().splitlines()
    later.roster.write_text(f"{header}\n{fourth}\n")
    later.people.write_text(
        "email,prénom,nom,adresse,circonscription\np5@13-04.example.org,Autre,,12 rue Neuve,13-04\n"
    )

    done = network.banneret("rollout", "start", *later.words(), "--name", "After the edit", "--watch")

    assert done.code == 0, done.said
    after = network.people_of("d13-04")[key]
    assert after["given_name"]["S"] == "Édité"
    assert after["family_name"]["S"] == "Nomdefamille"
    assert after["address"]["S"] == "12 rue Neuve"
