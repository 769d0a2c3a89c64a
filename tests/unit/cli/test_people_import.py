"""A nation's own file, checked and imported from the command line."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from shared.access.audit import Deed
from shared.kernel.errors import TransientError
from shared.nations.nation import NationStatus
from shared.people.imports.record import ImportState, imports_of
from shared.people.item import to_item
from shared.people.person import nation_holder, person_id
from shared.people.statements import statements_of
from shared.people.table import put
from tests.builders import a_nation
from tests.unit.people.builders import a_csv, a_person

if TYPE_CHECKING:
    from pathlib import Path

    from shared.people.person import Person
    from tests.unit.cli.desk import Desk

SLUG = "bonneville-5"
MARIE = a_person(slug=SLUG, email="marie@example.org", given_name="Maria")
HEADER = ("Courriel", "Prénom", "Nom", "CP", "Rang")
ROWS = (
    ("marie@example.org", "Marie", "Dupont", "74200", "1"),
    ("ida@example.org", "Ida", "Noor", "69003", "2"),
    ("IDA@example.org", "", "", "", "3"),
    ("nobody", "", "", "", "4"),
)
CONSENT = "Jeanne; 2027-05-03; I want news; really"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk, with a nation that knows Marie."""
    desk.nations.found(a_nation(SLUG, zones=("constituency:74-05",), status=NationStatus.READY))
    desk.people.write([put(to_item(MARIE))])
    return desk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of the team's."""
    path = tmp_path / "market.csv"
    path.write_bytes(a_csv(*ROWS, header=HEADER, delimiter=";"))
    return path


def mapping(tmp_path: Path, **columns: str) -> Path:
    path = tmp_path / "columns.json"
    path.write_text(json.dumps(columns), encoding="utf-8")
    return path


def knows(desk: Desk, email: str) -> bool:
    return (nation_holder(SLUG), f"PERSON#{person_id(email)}") in desk.people.items


def shown(desk: Desk, person: str) -> dict[str, object]:
    desk.banneret("people", "show", SLUG, person, "--json")
    found: dict[str, object] = desk.json()
    return found


def test_a_check_tells_what_would_become_of_the_rows_and_writes_nothing(
    office: Desk, file: Path, tmp_path: Path
) -> None:
    before = office.people.writes

    columns = mapping(tmp_path, Rang="ignore")
    assert office.banneret("people", "import", SLUG, file, "--mapping", columns, "--check", "--json") == 0

    told = office.json()
    assert (told["rows"], told["new"], told["known"], told["repeated"], told["rejected"]) == (4, 1, 1, 1, 1)
    assert (told["columns"]["Courriel"], told["columns"]["Rang"], told["import"]) == ("email", "ignore", None)
    assert office.people.writes == before
    assert office.people_files.files == {}
    assert office.audit.entries == []


def test_a_check_reads_as_lines(office: Desk, file: Path) -> None:
    office.banneret("people", "import", SLUG, file, "--check")

    lines = office.out[0].splitlines()
    assert lines[0] == "4 rows = 1 new + 1 known + 1 repeated + 1 rejected"
    assert "  column Rang is custom.Rang" in lines
    assert lines[-1] == "nothing was written"


def test_every_row_ends_in_one_of_the_sums(office: Desk, file: Path) -> None:
    assert office.banneret("people", "import", SLUG, file, "--source", "market, 3 May", "--json") == 0

    told = office.json()
    assert (told["rows"], told["created"], told["merged"], told["unchanged"], told["rejected"]) == (4, 1, 1, 1, 1)
    assert office.nations.get(SLUG).own_people == 1
    assert shown(office, "ida@example.org")["source"] == "market, 3 May"
    assert [(entry.who, entry.what) for entry in office.audit.entries if entry.what != Deed.READ_PEOPLE] == [
        ("operator", "checked-import"),
        ("operator", "imported-people"),
    ]


def test_the_sums_read_as_a_line(office: Desk, file: Path) -> None:
    office.banneret("people", "import", SLUG, file)

    assert office.out == ["4 rows = 1 created + 1 merged + 1 unchanged + 1 rejected"]


def test_with_a_statement_the_people_may_be_sent_mailings(office: Desk, file: Path) -> None:
    assert office.banneret("people", "import", SLUG, file, "--consent", CONSENT) == 0

    assert shown(office, "ida@example.org")["mailable"] is True
    (statement,) = statements_of(SLUG, people=office.people).values()
    assert (statement.collected_by, statement.wording) == ("Jeanne", "I want news; really")


@pytest.mark.parametrize("words", [(), ("--check",)], ids=["loaded", "checked"])
def test_rejected_rows_are_saved_with_line_and_reason(
    office: Desk, file: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    rejects = tmp_path / "rejects.csv"

    assert office.banneret("people", "import", SLUG, file, "--rejects", rejects, *words) == 0

    (row,) = csv.DictReader(rejects.read_text(encoding="utf-8").splitlines())
    assert (row["line"], row["Courriel"]) == ("5", "nobody")
    assert row["reason"]
    assert rejects.stat().st_mode & 0o077 == 0
    told = [entry.what for entry in office.audit.entries]
    assert told == ([] if words else ["checked-import", "imported-people", "saved-import-rejects"])


def test_imported_again_nobody_changes(office: Desk, file: Path, tmp_path: Path) -> None:
    words = ("people", "import", SLUG, file, "--mapping", mapping(tmp_path, Rang="ignore"))
    office.banneret(*words)

    office.banneret(*words, "--json")

    assert (office.json()["created"], office.json()["merged"], office.json()["unchanged"]) == (0, 0, 3)
    assert len(imports_of(SLUG, people=office.people)) == 2


def test_what_was_broken_off_goes_on_by_the_same_words(
    office: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("shared.people.imports.working.load_shard", _throttled)
        assert office.banneret("people", "import", SLUG, file) == 1
    (begun,) = imports_of(SLUG, people=office.people)
    assert begun.state is ImportState.LOADING

    assert office.banneret("people", "import", SLUG, file, "--json") == 0

    assert office.json()["import"] == begun.id
    assert (office.json()["created"], office.nations.get(SLUG).own_people) == (1, 1)


def test_a_file_may_have_more_rows_than_a_function_loads_in_its_time(
    office: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.people.imports.working.MOST_ROWS", 1)

    assert office.banneret("people", "import", SLUG, file, "--json") == 0
    assert office.json()["rows"] == 4


def test_another_file_does_not_go_on_with_what_was_broken_off(
    office: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("shared.people.imports.working.load_shard", _throttled)
        office.banneret("people", "import", SLUG, file)
    file.write_bytes(a_csv(("eve@example.org", "Eve", "", "", ""), header=HEADER, delimiter=";"))

    office.banneret("people", "import", SLUG, file, "--json")

    assert (office.json()["rows"], office.json()["created"]) == (1, 1)


@pytest.mark.parametrize("words", [(), ("--check",)], ids=["loaded", "checked"])
def test_a_file_that_cannot_be_read_is_wrong_input_and_changes_nothing(
    office: Desk, file: Path, words: tuple[str, ...]
) -> None:
    before = office.people.writes
    file.write_bytes(a_csv(("x", "y"), header=("a", "b")))

    assert office.banneret("people", "import", SLUG, file, *words) == 2

    assert "no usable header" in office.said[0]
    assert (office.people.writes, office.people_files.files, office.audit.entries) == (before, {}, [])


def test_bad_words_are_told_in_one_line_each_and_change_nothing(office: Desk, file: Path, tmp_path: Path) -> None:
    wrong: list[tuple[str | Path, ...]] = [
        ("nowhere", file),
        (SLUG, tmp_path / "none.csv"),
        (SLUG, file, "--consent", "Jeanne"),
        (SLUG, file, "--mapping", mapping(tmp_path, Rank="ignore")),
        (SLUG, file, "--rejects", tmp_path / "no folder" / "rejects.csv"),
    ]
    for words in wrong:
        assert office.banneret("people", "import", *words) == 2
        assert len(office.said[0].splitlines()) == 1
    assert office.audit.entries == []
    assert not knows(office, "ida@example.org")


def _throttled(*_: object, **__: object) -> Person:
    raise TransientError("the people table is throttled")
