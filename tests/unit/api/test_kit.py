"""The kit over HTTP: editions, the push to the nations, how far each is from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kits.publishing import publish_content
from shared.kits.run import Settled
from shared.nations.nation import NationStatus
from shared.sites.kit import load_kit
from tests.builders import NOON, a_nation
from tests.unit.api.asking import ask
from tests.unit.kits.builders import an_edition

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

SLUGS = tuple(f"ain-{number}" for number in range(1, 8))
HQ = "arn:aws:iam::123456789012:user/hq"


@pytest.fixture
def desk(desk: FakeDesk) -> FakeDesk:
    """A desk with seven nations that are ready, and an edition of headquarters' own."""
    for number, slug in enumerate(SLUGS, 1):
        desk.nations.found(
            a_nation(slug, status=NationStatus.READY, zones=(f"constituency:01-0{number}",), kit_version="old")
        )
        desk.nations.furnish(slug, load_kit().page_items(), is_open=False)
    publish_content(an_edition().content, "New words", kits=desk.kits, by="anne", at=NOON)
    return desk


def settle(desk: FakeDesk, *slugs: str, failure: str = "") -> None:
    for slug in slugs:
        desk.runs.settle(desk.kits.current().version, Settled(slug=slug, at=NOON, changed=2, failure=failure))


def test_editions_are_listed_the_latest_first(desk: FakeDesk) -> None:
    told = ask("GET", "/kit/editions").body

    assert [(each["number"], each["bundled"]) for each in told["editions"]] == [(2, False), (1, True)]
    assert told["current"] == told["editions"][0]["version"] == desk.kits.current().version


def test_a_network_that_published_none_has_the_bundled_edition(desk: FakeDesk) -> None:
    desk.editions.editions.clear()

    assert [each["bundled"] for each in ask("GET", "/kit/editions").body["editions"]] == [True]


def test_going_back_makes_earlier_words_the_networks_by_a_new_edition(desk: FakeDesk) -> None:
    answer = ask("POST", "/kit/rollback", body={"to": 1, "note": "too long"})

    assert (answer.status, answer.body["number"], answer.body["note"]) == (200, 3, "too long")
    assert [(each.what, each.about["to"], each.about["caller"]) for each in desk.audit.entries] == [
        ("went-back-kit", "1", HQ)
    ]


def test_going_back_again_changes_nothing(desk: FakeDesk) -> None:
    ask("POST", "/kit/rollback", body={"to": 1, "note": "too long"})

    assert ask("POST", "/kit/rollback", body={"to": 1, "note": "too long"}).status == 409
    assert len(desk.kits.store.history()) == 3


@pytest.mark.parametrize(
    ("body", "status"), [({"to": 9, "note": "x"}, 404), ({"to": 0, "note": "x"}, 422), ({"to": 1}, 422)]
)
def test_an_edition_that_there_is_not_cannot_be_gone_back_to(
    body: dict[str, object], status: int, desk: FakeDesk
) -> None:
    assert ask("POST", "/kit/rollback", body=body).status == status


def test_a_push_asks_the_canaries_first(desk: FakeDesk) -> None:
    answer = ask("POST", "/kit/push", body={"canaries": 2})

    assert (answer.status, answer.body["state"], answer.body["wave"]) == (202, "running", 1)
    assert answer.body["waves"] == [{"done": 0, "nations": 2}, {"done": 0, "nations": 5}]
    assert [order.slug for order in desk.publications.orders] == list(SLUGS[:2])
    assert [(each.what, each.who) for each in desk.audit.entries] == [("pushed-kit", "operator")]


def test_the_same_push_again_asks_for_what_is_not_done_and_for_nothing_else(desk: FakeDesk) -> None:
    ask("POST", "/kit/push", body={"canaries": 2})
    settle(desk, SLUGS[0])
    desk.publications.orders.clear()

    assert ask("POST", "/kit/push", body={"canaries": 2}).status == 202
    assert [order.slug for order in desk.publications.orders] == [SLUGS[1]]


def test_a_push_that_is_done_is_told_as_done(desk: FakeDesk) -> None:
    ask("POST", "/kit/push", body={})
    settle(desk, *SLUGS)

    answer = ask("POST", "/kit/push", body={})

    assert (answer.status, answer.body["state"]) == (200, "done")
    assert answer.body["nations"] == {"planned": 7, "done": 7, "failed": 0, "pending": 0}
    assert answer.body["changed"] == 14


def test_a_push_whose_wave_failed_waits_and_goes_on_when_told(desk: FakeDesk) -> None:
    ask("POST", "/kit/push", body={"canaries": 2})
    settle(desk, SLUGS[0], failure="page home: has no blocks")
    settle(desk, SLUGS[1])

    waiting = ask("GET", "/kit/push").body
    assert (waiting["state"], waiting["failed"]) == (
        "waiting",
        [{"slug": "ain-1", "reason": "page home: has no blocks"}],
    )

    assert ask("POST", "/kit/push/go-on").body["wave"] == 2
    assert {order.slug for order in desk.publications.orders} == set(SLUGS)
    assert ask("POST", "/kit/push/go-on").status == 409


def test_a_push_is_stopped_once_and_goes_on_by_pushing_again(desk: FakeDesk) -> None:
    ask("POST", "/kit/push", body={"canaries": 2})

    assert ask("POST", "/kit/push/stop").body["state"] == "stopped"
    assert ask("POST", "/kit/push/stop").body["state"] == "stopped"
    assert [each.what for each in desk.audit.entries].count("stopped-kit") == 1
    assert ask("POST", "/kit/push", body={}).body["state"] == "running"


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", "/go-on"), ("POST", "/stop")])
def test_what_was_never_pushed_is_not_found_and_says_what_begins(method: str, path: str, desk: FakeDesk) -> None:
    answer = ask(method, f"/kit/push{path}")

    assert (answer.status, answer.kind) == (404, "application/problem+json")
    assert "POST /kit/push begins" in answer.body["detail"]


def test_a_push_to_no_nation_is_a_conflict(desk: FakeDesk) -> None:
    desk.nations.nations.clear()

    assert ask("POST", "/kit/push", body={}).status == 409


def test_drift_is_listed_page_by_page_without_those_that_are_gone(desk: FakeDesk) -> None:
    desk.nations.nations["ain-2"] = a_nation("ain-2", status=NationStatus.REMOVED)

    first = ask("GET", "/kit/drift", query={"limit": "3"}).body
    rest = ask("GET", "/kit/drift", query={"limit": "100", "cursor": first["cursor"]}).body

    rows = first["nations"] + rest["nations"]
    assert [row["nation"] for row in rows] == [slug for slug in SLUGS if slug != "ain-2"]
    assert rows[0].keys() == {"nation", "status", "version", "current", "own", "known", "waiting", "missing"}
    assert (rows[0]["version"], rows[0]["current"]) == ("old", False)
    assert first["version"] == desk.kits.current().version
