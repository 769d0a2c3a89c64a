"""People of a nation taken away as a file from the command line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import TransientError
from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.segments.export import ExportState, exports_of
from shared.people.table import put
from tests.builders import NOON, a_nation
from tests.unit.people.segments.crowd import SLUG, somebody

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk

WHO = "arn:aws:iam::123456789012:user/duty"


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    """The desk, with six people, three of whom cycle."""
    desk.nations.found(a_nation(SLUG, status=NationStatus.READY))
    for number in range(6):
        desk.people.write([put(to_item(somebody(number, tags=["velo"] if number % 2 else [])))])
    desk.banneret("people", "segment", SLUG, "--have", "tag:velo", "--save", "Cyclists")
    desk.audit.entries.clear()
    return desk


WHY = ("--reason", "letters for the ride")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def test_everybody_is_saved_with_a_mark_and_who_took_them(crowd: Desk, out: Path) -> None:
    assert crowd.banneret("people", "export", SLUG, "--out", out, *WHY, "--json") == 0

    told = crowd.json()
    assert (told["people"], told["segment"], told["file"]) == (6, "everybody", str(out))
    assert {row["export"] for row in rows(out)} == {f"{told['mark']} {WHO} {NOON.isoformat()}"}
    assert len(rows(out)) == 6
    assert out.stat().st_mode & 0o077 == 0


def test_the_log_tells_who_what_for_and_that_the_file_was_taken(crowd: Desk, out: Path) -> None:
    crowd.banneret("people", "export", SLUG, "--out", out, *WHY, "--json")

    told = crowd.json()
    named = {"export": told["export"], "mark": told["mark"]}
    assert [(entry.who, entry.what, entry.about) for entry in crowd.audit.entries] == [
        ("operator", "exported-people", {**named, "reason": "letters for the ride"}),
        ("operator", "took-export", named),
    ]


@pytest.mark.parametrize("called", ["Cyclists", "cyclists"])
def test_a_segment_is_named_as_its_team_calls_it(crowd: Desk, out: Path, called: str) -> None:
    assert crowd.banneret("people", "export", SLUG, "--segment", called, "--out", out, *WHY) == 0

    assert {row["email"] for row in rows(out)} == {f"person{number}@example.org" for number in (1, 3, 5)}
    assert crowd.out[0].startswith(f"3 people in {out}, marked ")


def test_the_log_and_each_row_tell_which_days_the_last_days_were(crowd: Desk, out: Path) -> None:
    crowd.people.write([put(to_item(somebody(1, deed_days=["2027-05-11 join"])))])
    crowd.banneret("people", "segment", SLUG, "--inactive-for", "30", "--save", "Silent")

    assert crowd.banneret("people", "export", SLUG, "--segment", "Silent", "--out", out, *WHY) == 0

    days = "did:any:last-30-days=2027-04-12/2027-05-11"
    assert crowd.out[0].splitlines()[0].endswith(f", with {days}")
    assert crowd.audit.entries[-2].about["days"] == days
    assert len(rows(out)) == 5
    assert all(row["export"].endswith(f" {WHO} {NOON.isoformat()} {days}") for row in rows(out))


def test_a_segment_is_named_by_its_id(crowd: Desk, out: Path) -> None:
    crowd.banneret("people", "segments", SLUG, "--json")
    (kept,) = crowd.json()["segments"]

    assert crowd.banneret("people", "export", SLUG, "--segment", kept["id"], "--out", out, *WHY, "--json") == 0
    assert (crowd.json()["people"], crowd.json()["segment"]) == (3, "Cyclists")


def test_the_team_finds_the_export_among_its_own_for_a_day(crowd: Desk, out: Path) -> None:
    crowd.banneret("people", "export", SLUG, "--out", out, *WHY, "--json")

    (export,) = exports_of(SLUG, people=crowd.people, now=NOON)
    assert (export.state, export.by, export.who) == (ExportState.READY, "operator", WHO)
    assert crowd.json()["until"] == export.until.isoformat()


def test_what_is_not_told_to_the_log_is_not_exported(crowd: Desk, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(crowd.audit, "record", _throttled)

    assert crowd.banneret("people", "export", SLUG, "--out", out, *WHY) == 1

    assert exports_of(SLUG, people=crowd.people, now=NOON) == []
    assert (out.read_text(encoding="utf-8"), list(out.parent.glob(".people*"))) == ("as it was", [])


def test_bad_words_are_told_in_a_line_and_export_nothing(crowd: Desk, out: Path, tmp_path: Path) -> None:
    wrong: list[tuple[str | Path, ...]] = [
        ("nowhere", "--out", out, *WHY),
        (SLUG, "--segment", "Runners", "--out", out, *WHY),
        (SLUG, "--out", tmp_path / "no folder" / "people.csv", *WHY),
        (SLUG, "--out", tmp_path, *WHY),
        (SLUG, *WHY),
        (SLUG, "--out", out),
        (SLUG, "--out", out, "--reason", "because"),
    ]
    for words in wrong:
        assert crowd.banneret("people", "export", *words) == 2
        assert len(crowd.said[0].splitlines()) == 1
    assert crowd.audit.entries == []
    assert not out.exists()


def _throttled(_: object) -> None:
    raise TransientError("the log is throttled")
