"""The network in numbers over HTTP: small ones are kept back, files are told to the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation
from tests.unit.api.asking import ask

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

TODAY = NOON.date()
ZONES = {"ain-1": "constituency:01-01", "ain-2": "constituency:01-02", "ain-3": "constituency:01-03"}


@pytest.fixture
def desk(desk: FakeDesk) -> FakeDesk:
    """A desk with three nations, of which one has few volunteers, and one that is gone."""
    for slug, zone in ZONES.items():
        desk.nations.found(a_nation(slug, status=NationStatus.READY, zones=(zone,)))
    desk.nations.found(a_nation("gone-1", status=NationStatus.REMOVED, zones=("constituency:13-01",)))
    for slug, steps in {
        "ain-1": {"supporters": 120, "volunteers": 3},
        "ain-2": {"supporters": 40, "volunteers": 20},
        "ain-3": {"supporters": 7},
    }.items():
        desk.counters.moved[slug].setdefault(TODAY, {}).update(steps)
        desk.counters.counters[slug].update(steps)
    return desk


def test_sums_tell_no_small_number_and_none_that_would_give_one_away(desk: FakeDesk) -> None:
    told = ask("GET", "/figures", query={"days": "2"}).body

    assert told["nations"] == 3
    assert told["totals"] == {"supporters": None, "volunteers": None, "signatures": 0, "rsvps": 0, "joined": None}
    assert [(day["day"], day["supporters"]) for day in told["days"]][-1] == (TODAY.isoformat(), 167)
    assert len(told["days"]) == 2


def test_sums_are_told_once_they_give_nobody_away(desk: FakeDesk) -> None:
    desk.counters.counters["ain-3"]["supporters"] = 12

    assert ask("GET", "/figures").body["totals"]["supporters"] == 172


def test_each_nations_figures_are_listed_page_by_page(desk: FakeDesk) -> None:
    first = ask("GET", "/figures/nations", query={"limit": "2"}).body
    rest = ask("GET", "/figures/nations", query={"limit": "2", "cursor": first["cursor"]}).body

    rows = {row["nation"]: row for row in first["nations"] + rest["nations"]}
    assert list(rows) == list(ZONES)
    assert (rows["ain-1"]["measures"]["supporters"], rows["ain-1"]["measures"]["volunteers"]) == (120, None)
    assert rows["ain-3"]["measures"]["supporters"] is None
    assert rows["ain-2"]["last_activity"] == TODAY.isoformat()


def test_figures_name_no_address(desk: FakeDesk) -> None:
    for path in ("/figures", "/figures/nations", "/figures/nations.csv", "/figures/days.csv"):
        assert "@" not in str(ask("GET", path).body)


@pytest.mark.parametrize(("name", "lines"), [("nations", 1 + 3 + 1), ("days", 1 + 28 + 1)])
def test_figures_are_taken_as_files_which_the_log_tells(name: str, lines: int, desk: FakeDesk) -> None:
    answer = ask("GET", f"/figures/{name}.csv")

    assert (answer.status, answer.kind) == (200, "text/csv")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}-{TODAY}.csv"'
    assert len(answer.body.splitlines()) == lines
    assert [(each.what, each.about["file"], each.about["days"]) for each in desk.audit.entries] == [
        ("exported-figures", name, "28")
    ]


def test_files_keep_small_numbers_back(desk: FakeDesk) -> None:
    told = ask("GET", "/figures/nations.csv").body

    assert "<10" in told
    assert ",7," not in told


@pytest.mark.parametrize("days", ["0", "85", "x"])
def test_days_that_cannot_be_are_a_problem(days: str, desk: FakeDesk) -> None:
    for path in ("/figures", "/figures/nations", "/figures/days.csv"):
        answer = ask("GET", path, query={"days": days})
        assert (answer.status, answer.kind) == (422, "application/problem+json")
