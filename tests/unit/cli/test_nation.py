from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, get_args

import pytest

from cli.commands.nation import Column
from shared.counters.nation_table import COLUMNS
from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with one nation that is ready."""
    desk.nations.found(a_nation("paris-6", status=NationStatus.READY, people=1200))
    return desk


def test_nations_are_listed_with_all_that_their_table_tells(desk: Desk) -> None:
    desk.counters.counters["paris-6"].update({"volunteers": 12})
    desk.counters.moved["paris-6"][NOON.date()] = {"volunteers": 12}

    assert desk.banneret("nation", "list") == 0

    told = ["paris-6", "ready", "1,200", "12", NOON.date().isoformat(), "–", "http://sites/paris-6/"]
    assert desk.out[0].splitlines()[1].split() == told


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((), ["lyon-3", "paris-6"]),
        (("--by", "people"), ["paris-6", "lyon-3"]),
        (("--by", "people", "--turned"), ["lyon-3", "paris-6"]),
        (("LYON",), ["lyon-3"]),
        (("--state", "ready"), ["paris-6"]),
        (("lyon", "--state", "ready"), []),
    ],
)
def test_a_list_is_searched_narrowed_and_ordered(desk: Desk, asked: tuple[str, ...], found: list[str]) -> None:
    desk.nations.found(a_nation("lyon-3", zones=("constituency:69-03",)))

    assert desk.banneret("nation", "list", *asked, "--json") == 0

    assert [each["slug"] for each in desk.json()["nations"]] == found


def test_every_column_of_the_table_is_an_order_of_the_list() -> None:
    assert get_args(Column) == COLUMNS


def test_all_pages_of_a_long_list_are_read(desk: Desk) -> None:
    for number in range(450):
        desk.nations.found(a_nation(f"n-{number}", zones=(f"constituency:{number}",)))

    desk.banneret("nation", "list", "--json")

    assert len(desk.json()["nations"]) == 451


def test_a_network_without_nations_says_so(desk: Desk) -> None:
    desk.nations.nations.clear()

    desk.banneret("nation", "list")

    assert desk.out == ["no nations yet"]


def test_a_nation_is_shown(desk: Desk) -> None:
    assert desk.banneret("nation", "show", "paris-6", "--json") == 0
    shown = desk.json()
    assert (shown["slug"], shown["status"], shown["zones"]) == ("paris-6", "ready", ["constituency:75-06"])

    desk.banneret("nation", "show", "paris-6")
    assert "zones        constituency:75-06" in desk.out[0]


def test_a_nation_that_nobody_knows_is_wrong_input(desk: Desk) -> None:
    assert desk.banneret("nation", "show", "atlantis") == 2
    assert "no nation is called atlantis" in desk.said[0]


def test_a_nation_is_suspended_and_resumed(desk: Desk) -> None:
    assert desk.banneret("nation", "suspend", "paris-6", "--reason", "candidate withdrew", "--json") == 0
    assert (desk.json()["status"], desk.json()["reason"]) == ("suspended", "candidate withdrew")

    assert desk.banneret("nation", "resume", "paris-6") == 0
    assert desk.nations.get("paris-6").status is NationStatus.READY
    of_its_site = [verb for verb, slug in desk.sites.deeds if slug == "paris-6"]
    assert (of_its_site[0], of_its_site[-1]) == ("retire", "publish")
    assert desk.versions.history("paris-6")[0].reason == "resumed"


@pytest.mark.parametrize("confirmation", [["--yes", "paris-6"], []], ids=["given", "typed"])
def test_a_nation_is_removed_once_its_name_is_given_again(confirmation: list[str], desk: Desk) -> None:
    desk.typed = "paris-6"

    assert desk.banneret("nation", "remove", "paris-6", "--reason", "merged", "--days", "0", *confirmation) == 0
    assert desk.nations.get("paris-6").status is NationStatus.REMOVED
    assert ("remove", "paris-6") in desk.sites.deeds


def test_a_nation_leaves_with_a_grace_and_is_had_back(desk: Desk) -> None:
    assert desk.banneret("nation", "remove", "paris-6", "--reason", "merged", "--yes", "paris-6", "--json") == 0
    assert (desk.json()["status"], desk.json()["goes_at"]) == ("leaving", (NOON + timedelta(days=30)).isoformat())

    assert desk.banneret("nation", "keep", "paris-6") == 0

    assert desk.nations.get("paris-6").status is NationStatus.READY
    told = {entry.what for entry in desk.audit.page("paris-6", limit=9).elements}
    assert told == {"kept-nation", "planned-removal"}


@pytest.mark.parametrize(("verb", "status"), [("close", "closed"), ("archive", "archived")])
def test_a_campaign_is_ended_and_its_site_says_thanks(verb: str, status: str, desk: Desk) -> None:
    assert desk.banneret("nation", verb, "paris-6", "--reason", "the vote is over", "--json") == 0

    assert (desk.json()["status"], desk.json()["last_day"]) == (status, "2027-05-13")
    assert ("retire", "paris-6") in desk.sites.deeds


@pytest.mark.parametrize("typed", [None, "yes", "paris-5"])
def test_a_nation_stays_unless_exactly_its_name_is_typed(typed: str | None, desk: Desk) -> None:
    desk.typed = typed

    assert desk.banneret("nation", "remove", "paris-6", "--reason", "merged") == 2
    assert "will be taken down for good in 30 days: type paris-6 to confirm" in desk.said[0]
    assert "Nothing was done. Type paris-6, or give it with --yes paris-6" in desk.said[1]
    assert desk.nations.get("paris-6").status is NationStatus.READY
    assert desk.sites.deeds == []


def test_the_home_of_a_nation_tells_its_figures_beside_their_goals_and_what_is_to_be_done(desk: Desk) -> None:
    desk.banneret("nation", "edit", "paris-6", "--goal", "volunteers=40")
    desk.counters.counters["paris-6"].update({"volunteers": 12})

    assert desk.banneret("nation", "home", "paris-6", "--json") == 0
    told = desk.json()
    assert told["figures"]["supporters"]["count"] == 1200
    assert told["figures"]["volunteers"] == {"count": 12, "goal": 40}
    done = {task["task"]: task["done"] for task in told["tasks"]}
    assert (done["goals"], done["portrait"], done["vote"]) == (True, False, False)
    assert (told["follow_ups_due"], told["events_to_come"]) == (0, 0)

    desk.banneret("nation", "home", "paris-6")
    lines = desk.out[0].splitlines()
    assert any(line.split() == ["Volunteers", "12", "40"] for line in lines)
    assert any(line.startswith("Set the goals") and line.endswith("done") for line in lines)
    assert lines[-1] == "0 follow-ups are due, 0 events to come"
