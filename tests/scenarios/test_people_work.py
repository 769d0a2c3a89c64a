"""A team at work by the command, on the embedded cloud: on its people, its own files of them, and its pages."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.audit_store import DynamoAuditLog
from shared.people.change import AT_ONCE
from tests.scenarios.inputs import write_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

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
    log = DynamoAuditLog(network.client("dynamodb"), network.directory.network_table).page(slug, limit=4)
    assert [(entry.what, entry.about.get("change")) for entry in log.elements] == [
        *[("read-people", None)] * 2,
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


def test_a_file_of_the_teams_is_checked_imported_and_taken_away_again(
    network: Network, slug: str, tmp_path: Path
) -> None:
    own, rejects, out = (tmp_path / name for name in ("market.csv", "rejects.csv", "export.csv"))
    own.write_text("Courriel;Prénom;Rang\ncolette@market.example.org;Colette;1\nnobody;;2\n")
    checked = people(network, "import", slug, str(own), "--check")
    assert (checked["rows"], checked["new"], checked["rejected"]) == (2, 1, 1)
    assert "market.example.org" not in str(network.people_of(slug))

    loaded = people(network, "import", slug, str(own), "--source", "market", "--rejects", str(rejects))
    assert (loaded["rows"], loaded["created"], loaded["rejected"]) == (2, 1, 1)
    assert "nobody" in rejects.read_text()

    people(network, "tag", slug, "market", "colette@market.example.org")
    people(network, "segment", slug, "--have", "tag:market", "--save", "Market")
    taken = people(
        network, "export", slug, "--segment", "market", "--out", str(out), "--reason", "letters for the market"
    )
    (row,) = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
    assert (row["email"], row["source"], row["export"].split()[0]) == (
        "colette@market.example.org",
        "market",
        taken["mark"],
    )
    log = DynamoAuditLog(network.client("dynamodb"), network.directory.network_table).page(slug, limit=2)
    assert [entry.what for entry in log.elements] == ["took-export", "exported-people"]
    assert log.elements[1].about["reason"] == "letters for the market"


def test_a_page_written_as_a_document_is_read_by_the_public_once_it_is_published(
    network: Network, slug: str, tmp_path: Path
) -> None:
    file, title = tmp_path / "home.json", "Le Puy-de-Dôme, d’une seule voix"
    page = ("page", "show", slug, "home", "--out", str(file))
    assert network.banneret(*page).code == 0
    document = json.loads(file.read_text())
    document["blocks"][0]["title"] = title
    file.write_text(json.dumps(document))

    assert network.banneret("page", "edit", slug, "home", str(file)).code == 0
    assert title not in network.visit(f"/{slug}/").text

    published = network.banneret("page", "publish", slug, "home", "--json")
    assert published.code == 0, published.said
    assert published.json["public"]
    visited = network.visit(f"/{slug}/")
    visited.encoding = "utf-8"
    assert title in visited.text
