from __future__ import annotations

import csv
import random
import re
from typing import TYPE_CHECKING

import pytest
from email_validator import EmailNotValidError, validate_email
from phonenumbers import is_valid_number, parse

from cli.sample.dirt import spell_phone
from cli.sample.newcomers import FICTIONAL_NUMBERS, NUMBERS, phone
from cli.sample.row import HEADER, Row
from cli.sample.write import write_sample
from shared.geography.assignment import Assigned, Claims, Place, assign
from shared.geography.france import france
from shared.geography.zone_ids import parse_zone_ids
from tests.unit.geography.builders import an_atlas

if TYPE_CHECKING:
    from pathlib import Path

    from shared.geography.atlas import Atlas

pytestmark = pytest.mark.thorough

DNS_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def a_roster(folder: Path, *, nations: int, atlas: Atlas | None = None) -> list[dict[str, str]]:
    summary = write_sample(folder, nations=nations, people=0, seed=1, atlas=atlas or france())
    return list(csv.DictReader(summary.roster.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample of 400 nations and 5,000 rows, made once."""
    made = tmp_path_factory.mktemp("sample")
    write_sample(made, nations=400, people=5000, seed=7, atlas=france())
    return made


@pytest.fixture(scope="module")
def people(folder: Path) -> list[Row]:
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == HEADER
    return [Row(*row) for row in rows]


def emails(people: list[Row]) -> list[str]:
    return [row.email.strip().lower() for row in people if row.email]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    made = {}
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        summary = write_sample(tmp_path / name, nations=20, people=300, seed=seed, atlas=france())
        made[name] = summary.roster.read_bytes() + summary.people_file.read_bytes()

    assert made["one"] == made["again"]
    assert made["one"] != made["other"]


def test_the_summary_counts_what_was_written(tmp_path: Path) -> None:
    summary = write_sample(tmp_path, nations=3, people=50, seed=1, atlas=france())

    assert (summary.nations, summary.people) == (3, 50)
    with summary.people_file.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + 50


@pytest.mark.parametrize("nations", [1, 577, 578])
def test_every_nation_has_a_label_and_a_zone_of_its_own(tmp_path: Path, nations: int) -> None:
    roster = a_roster(tmp_path, nations=nations)

    zones = [parse_zone_ids(line["zones"]) for line in roster]
    assert len(roster) == len({line["slug"] for line in roster}) == len(set(zones)) == nations
    assert all(DNS_LABEL.fullmatch(line["slug"]) for line in roster)
    assert all(france().by_id(zone_id) for (zone_id,) in zones)


def test_nations_hold_constituencies_while_there_are_enough_and_the_largest_communes_else(tmp_path: Path) -> None:
    few = a_roster(tmp_path, nations=577)
    many = a_roster(tmp_path, nations=578)

    assert {"paris-6", "ain-1", "cote-d-or-3", "reunion-7"} <= {line["slug"] for line in few}
    assert all(line["zones"].startswith("commune:") for line in many)
    assert {"paris", "marseille", "lyon"} <= {line["slug"] for line in many}


def test_namesakes_get_a_number(tmp_path: Path) -> None:
    roster = a_roster(tmp_path, nations=5, atlas=an_atlas())

    assert [line["slug"] for line in roster] == ["alba", "bruma", "cala-sur-mer", "alba-2", "saint-dora"][: len(roster)]


def test_most_people_live_where_a_nation_is_and_can_be_assigned(folder: Path, people: list[Row]) -> None:
    roster = csv.DictReader((folder / "roster.csv").read_text(encoding="utf-8").splitlines())
    claims = Claims.of({zone_id: line["slug"] for line in roster for zone_id in parse_zone_ids(line["zones"])})

    outcomes = [
        assign(
            Place(
                constituency=row.constituency,
                commune=row.commune_code.zfill(5) if row.commune_code else row.commune,
                postcode=row.postcode.zfill(5) if row.postcode.isdecimal() else row.postcode,
                country=row.country,
            ),
            atlas=france(),
            claims=claims,
        )
        for row in people
    ]

    assigned = sum(isinstance(outcome, Assigned) for outcome in outcomes) / len(outcomes)
    assert 0.75 < assigned < 0.98


def test_people_are_drawn_by_population(people: list[Row]) -> None:
    in_paris = sum(row.postcode.startswith("75") for row in people) / len(people)

    assert 0.01 < in_paris < 0.10


def test_the_file_has_the_dirt_of_a_real_one(people: list[Row]) -> None:
    share = {
        "repeated": 1 - len(set(emails(people))) / len(emails(people)),
        "only a phone": sum(bool(row.phone and not row.email) for row in people) / len(people),
        "neither e-mail nor phone": sum(not row.phone and not row.email for row in people) / len(people),
        "only a postcode": sum(bool(row.postcode and not row.commune and not row.country) for row in people)
        / len(people),
        "abroad": sum(row.country in {"Belgique", "Suisse", "Canada", "Royaume-Uni", "DE"} for row in people)
        / len(people),
        "on two lines": sum("\n" in row.address for row in people) / len(people),
        "a formula": sum(row.comment.startswith("=") for row in people) / len(people),
        "accents": sum(not row.given_name.isascii() for row in people) / len(people),
    }

    assert {fault: amount for fault, amount in share.items() if not 0 < amount < 0.25} == {}


def test_some_emails_are_broken_and_all_others_lead_nowhere_by_design(people: list[Row]) -> None:
    broken = 0
    for email in emails(people):
        try:
            checked = validate_email(email, check_deliverability=False)
        except EmailNotValidError:
            broken += 1
        else:
            assert checked.domain in {"example.com", "example.net", "example.org"}

    assert 0 < broken / len(people) < 0.02


@pytest.mark.parametrize("number", [0, 1, NUMBERS // 2, NUMBERS - 1])
def test_every_phone_number_is_valid_and_kept_for_fiction(number: int) -> None:
    assert phone(number).startswith(FICTIONAL_NUMBERS)
    assert is_valid_number(parse(f"0{phone(number)}", "FR"))


def test_every_spelling_of_a_phone_number_is_the_same_number() -> None:
    choices = random.Random(1)

    spelled = {spell_phone("199001234", choices) for _ in range(100)}

    assert len(spelled) == 8
    assert {parse(text, "FR").national_number for text in spelled} == {199001234}


def test_people_who_give_only_a_phone_do_not_share_it(people: list[Row]) -> None:
    alone = {
        parse(row.phone, "FR").national_number: row.family_name.lower() for row in people if row.phone and not row.email
    }
    rows = [row for row in people if row.phone and not row.email]

    assert len(rows) / len(alone) < 1.2


def test_another_country_can_be_sampled(tmp_path: Path) -> None:
    summary = write_sample(tmp_path, nations=2, people=200, seed=1, atlas=an_atlas())

    assert summary.nations == 2
