"""All campaigns in numbers from the command line, and the files in which small numbers are kept back."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk

TODAY = NOON.date()


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk, with two campaigns that move, and one that is gone."""
    for slug, status in (("ain-1", NationStatus.READY), ("ain-2", NationStatus.READY), ("ain-3", NationStatus.REMOVED)):
        desk.nations.found(a_nation(slug, status=status, zones=()))
        desk.counters.counters[slug].update(supporters=400, volunteers=3)
    desk.counters.moved["ain-1"][TODAY] = {"supporters": 12}
    desk.counters.moved["ain-2"][TODAY - timedelta(days=20)] = {"supporters": 5}
    return desk


def rows(path: Path) -> dict[str, dict[str, str]]:
    """Return the lines of a file by their first cell."""
    read = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    return {next(iter(row.values())): row for row in read}


def test_sums_nations_and_days_are_told(office: Desk) -> None:
    assert office.banneret("network", "figures", "--json") == 0

    told = office.json()
    assert (told["totals"]["supporters"], told["totals"]["volunteers"], told["totals"]["joined"]) == (800, 6, 17)
    first, second = told["nations"]
    assert (first["nation"], first["joined"], first["last_activity"]) == ("ain-1", 12, TODAY.isoformat())
    assert (second["nation"], second["joined"], second["status"]) == ("ain-2", 5, "ready")
    assert (len(told["days"]), told["days"][-1]) == (
        28,
        {"day": TODAY.isoformat(), "supporters": 12, "volunteers": 0, "signatures": 0},
    )
    assert (told["files"], office.audit.entries) == ([], [])


def test_figures_read_as_a_table(office: Desk) -> None:
    office.banneret("network", "figures", "--days", "14")

    lines = office.out[0].splitlines()
    assert lines[0].split() == [
        "nation",
        "supporters",
        "volunteers",
        "signatures",
        "rsvps",
        "joined",
        "last",
        "activity",
    ]
    assert lines[2].split() == ["ain-2", "400", "3", "0", "0", "0", "–"]
    assert lines[-1].split() == ["all", "800", "6", "0", "0", "12"]


def test_files_keep_small_numbers_back_and_the_log_tells_who_took_them(office: Desk, tmp_path: Path) -> None:
    nations, days = tmp_path / "nations.csv", tmp_path / "days.csv"

    assert office.banneret("network", "figures", "--csv", nations, "--csv-days", days, "--json") == 0

    assert (rows(nations)["ain-1"]["supporters"], rows(nations)["ain-1"]["volunteers"]) == ("400", "<10")
    assert rows(nations)["ain-2"]["joined"] == "<10"
    assert rows(nations)[""]["joined"] == "–"
    assert rows(days)[TODAY.isoformat()]["supporters"] == "12"
    assert office.json()["files"] == [str(nations), str(days)]
    assert [(each.who, each.nation, each.what, each.about) for each in office.audit.entries] == [
        ("operator", None, "exported-figures", {"file": "nations", "days": "28"}),
        ("operator", None, "exported-figures", {"file": "days", "days": "28"}),
    ]


def test_a_file_that_cannot_be_written_and_days_that_are_none_are_told_in_a_line(office: Desk, tmp_path: Path) -> None:
    nowhere = tmp_path / "no folder" / "days.csv"
    for words in (("--csv-days", nowhere), ("--days", "0"), ("--days", "85")):
        assert office.banneret("network", "figures", "--csv", tmp_path / "nations.csv", *words) == 2
        assert len(office.said[0].splitlines()) == 1
    assert (office.audit.entries, [each.name for each in tmp_path.iterdir() if each.suffix == ".csv"]) == ([], [])
