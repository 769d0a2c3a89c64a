from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import TransientError
from shared.nations.nation import NationStatus
from shared.sites.kit import load_kit
from tests.builders import a_nation
from tests.unit.api.asking import ask
from tests.unit.elections.builders import PARIS

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

NATION = "/nations/paris-6"
SILENT = datetime(2027, 6, 12, 12, tzinfo=PARIS)


@pytest.fixture
def desk(desk: FakeDesk) -> FakeDesk:
    """A desk with one nation that is ready and furnished."""
    desk.nations.found(a_nation(status=NationStatus.READY))
    desk.nations.furnish("paris-6", load_kit().page_items(), is_open=False)
    return desk


def retitle(desk: FakeDesk) -> None:
    """Give the nation's home page another title."""
    kept = desk.nations.items["paris-6"]
    kept["PAGE#home"] = {**kept["PAGE#home"], "title": "Nouveau titre"}


def test_a_nation_is_published_on_behalf_of_the_caller(desk: FakeDesk) -> None:
    answer = ask("POST", f"{NATION}/publish", body={})

    assert (answer.status, answer.body["version"], answer.body["unchanged"]) == (200, 1, 0)
    assert desk.versions.history("paris-6")[0].by == "arn:aws:iam::123456789012:user/hq"


def test_publications_are_listed_the_latest_first(desk: FakeDesk) -> None:
    ask("POST", f"{NATION}/publish", body={})
    retitle(desk)
    ask("POST", f"{NATION}/publish", body={})

    assert [each["version"] for each in ask("GET", f"{NATION}/versions").body["versions"]] == [2, 1]


def test_an_earlier_publication_is_put_back(desk: FakeDesk) -> None:
    ask("POST", f"{NATION}/publish", body={})
    first = dict(desk.site.files["paris-6"])
    retitle(desk)
    ask("POST", f"{NATION}/publish", body={})

    assert ask("POST", f"{NATION}/rollback", body={"to": 1}).body["version"] == 3
    assert desk.site.files["paris-6"] == first


def test_the_nations_log_tells_who_asked_for_a_publication_and_for_the_way_back(desk: FakeDesk) -> None:
    ask("POST", f"{NATION}/publish", body={})
    retitle(desk)
    ask("POST", f"{NATION}/publish", body={})
    ask("POST", f"{NATION}/rollback", body={"to": 1})

    assert desk.journal.entries == [
        ("paris-6", "published-site", {}),
        ("paris-6", "published-site", {}),
        ("paris-6", "site-went-back", {"version": "1"}),
    ]


def test_nothing_is_published_that_the_log_was_not_told_of(desk: FakeDesk) -> None:
    desk.journal.failure = TransientError("the log cannot be reached")

    assert ask("POST", f"{NATION}/publish", body={}).status == 503
    assert not desk.versions.history("paris-6")


def test_what_is_public_already_cannot_be_put_back(desk: FakeDesk) -> None:
    ask("POST", f"{NATION}/publish", body={})

    assert ask("POST", f"{NATION}/rollback", body={"to": 1}).status == 409


@pytest.mark.parametrize("path", ["/nations/atlantis/versions", "/nations/atlantis/publish"])
def test_a_nation_that_nobody_knows_is_not_found(desk: FakeDesk, path: str) -> None:
    answer = ask("GET", path) if path.endswith("versions") else ask("POST", path, body={})

    assert answer.status == 404


def test_silence_holds_a_publication_unless_a_reason_is_given(desk: FakeDesk) -> None:
    desk.clock.moment = SILENT

    assert ask("POST", f"{NATION}/publish", body={}).status == 409
    assert ask("POST", f"{NATION}/publish", body={"override": "a name was misspelt"}).status == 200
    assert [override.reason for override in desk.overrides.kept] == ["a name was misspelt"]
