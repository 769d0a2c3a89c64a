from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.elections.calendars import calendar_of
from shared.nations.nation import NationStatus
from shared.sites.kit import load_kit
from tests.builders import a_nation

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

IN_PARIS = ("constituency:75-06",)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with one nation that is ready and furnished."""
    desk.nations.found(a_nation("paris-6", zones=IN_PARIS, status=NationStatus.READY))
    desk.nations.furnish("paris-6", load_kit().page_items(), is_open=False)
    return desk


def retitle(desk: Desk, title: str) -> None:
    """Give the nation's home page another title."""
    home = desk.nations.items["paris-6"]["PAGE#home"]
    desk.nations.items["paris-6"]["PAGE#home"] = {**home, "title": title}


def silent_moment() -> datetime:
    """Return a moment in the silence of Paris."""
    return calendar_of("FR").silences(IN_PARIS)[0].starts + timedelta(minutes=1)


def test_a_nation_is_published_and_tells_its_version_and_address(desk: Desk) -> None:
    assert desk.banneret("nation", "publish", "paris-6", "--json") == 0

    published = desk.json()
    assert (published["version"], published["unchanged"], published["address"]) == (1, 0, "http://sites/paris-6/")
    assert desk.versions.history("paris-6")[0].by == "arn:aws:iam::123456789012:user/duty"


def test_the_nations_log_tells_of_a_publication_and_of_the_way_back_and_why_during_silence(desk: Desk) -> None:
    desk.banneret("nation", "publish", "paris-6")
    retitle(desk, "Nouveau titre")
    desk.patience.moment = silent_moment()
    desk.banneret("nation", "publish", "paris-6", "--override", "a judge ordered a correction")
    desk.banneret("nation", "rollback", "paris-6", "--to", "1", "--override", "the judge withdrew it")

    told = [(each.what, each.who, dict(each.about)) for each in desk.audit.entries]
    assert told == [
        ("published-site", "operator", {}),
        ("published-site", "operator", {"reason": "a judge ordered a correction"}),
        ("site-went-back", "operator", {"version": "1", "reason": "the judge withdrew it"}),
    ]


def test_publishing_what_is_public_already_is_no_new_version(desk: Desk) -> None:
    desk.banneret("nation", "publish", "paris-6")
    desk.banneret("nation", "publish", "paris-6", "--json")

    assert (desk.json()["version"], desk.json()["written"]) == (1, 0)


def test_versions_are_listed_the_latest_first(desk: Desk) -> None:
    desk.banneret("nation", "publish", "paris-6")
    retitle(desk, "Nouveau titre")
    desk.banneret("nation", "publish", "paris-6")

    assert desk.banneret("nation", "versions", "paris-6", "--json") == 0
    assert [version["version"] for version in desk.json()["versions"]] == [2, 1]
    desk.banneret("nation", "versions", "paris-6")
    assert desk.out[0].splitlines()[1].startswith("2 ")


def test_a_nation_that_was_never_published_says_so(desk: Desk) -> None:
    desk.banneret("nation", "versions", "paris-6")

    assert desk.out == ["nation paris-6 was never published"]


def test_an_earlier_version_is_put_back(desk: Desk) -> None:
    desk.banneret("nation", "publish", "paris-6")
    first = dict(desk.sites.files["paris-6"])
    retitle(desk, "Nouveau titre")
    desk.banneret("nation", "publish", "paris-6")

    assert desk.banneret("nation", "rollback", "paris-6", "--to", "1", "--json") == 0
    assert desk.json()["version"] == 3
    assert desk.sites.files["paris-6"] == first


def test_a_version_that_nobody_knows_is_wrong_input(desk: Desk) -> None:
    desk.banneret("nation", "publish", "paris-6")

    assert desk.banneret("nation", "rollback", "paris-6", "--to", "7") == 2
    assert "nation paris-6 has no version 7: `banneret nation versions paris-6` shows those kept" in desk.said[0]


def test_electoral_silence_holds_a_publication_unless_a_reason_is_given(desk: Desk) -> None:
    desk.patience.moment = silent_moment()

    assert desk.banneret("nation", "publish", "paris-6") == 1
    assert "nation paris-6 is in electoral silence until" in desk.said[0]
    assert "paris-6" not in desk.sites.files

    assert desk.banneret("nation", "publish", "paris-6", "--override", "a name was misspelt") == 0
    assert [override.reason for override in desk.overrides.kept] == ["a name was misspelt"]
    assert desk.versions.history("paris-6")[0].reason == "a name was misspelt"
