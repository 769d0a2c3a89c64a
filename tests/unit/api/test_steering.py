"""What becomes of a nation, asked for over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation
from tests.unit.api.asking import ask

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

NATION = "/nations/paris-6"
WHY = {"reason": "the candidate withdrew"}
REMOVAL = {**WHY, "confirm": "paris-6"}


@pytest.fixture
def desk(desk: FakeDesk) -> FakeDesk:
    """A desk with one nation that is ready."""
    desk.nations.found(a_nation(status=NationStatus.READY))
    return desk


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [
        ("suspend", WHY, "suspended"),
        ("close", WHY, "closed"),
        ("archive", WHY, "archived"),
        ("remove", REMOVAL, "leaving"),
    ],
)
def test_a_nation_is_steered_on_behalf_of_the_caller(
    verb: str, body: dict[str, Any], status: str, desk: FakeDesk
) -> None:
    answer = ask("POST", f"{NATION}/{verb}", body=body)

    assert (answer.status, answer.body["status"], answer.body["reason"]) == (200, status, WHY["reason"])
    assert desk.nations.get("paris-6").status == status
    assert [slug for slug, _, _ in desk.journal.entries] == ["paris-6"]
    assert [order.by for order in desk.publications.orders] == ["arn:aws:iam::123456789012:user/hq"]


def test_a_suspended_nation_opens_again(desk: FakeDesk) -> None:
    ask("POST", f"{NATION}/suspend", body=WHY)

    assert ask("POST", f"{NATION}/resume").body["status"] == "ready"


def test_a_nation_that_leaves_says_when_and_is_had_back(desk: FakeDesk) -> None:
    answer = ask("POST", f"{NATION}/remove", body={**REMOVAL, "days": 3})
    assert answer.body["goes_at"].startswith(f"{NOON + timedelta(days=3):%Y-%m-%dT%H:%M}")

    assert ask("POST", f"{NATION}/keep").body["status"] == "ready"


@pytest.mark.parametrize(
    "body",
    [{**REMOVAL, "confirm": "paris-5"}, {**REMOVAL, "days": 0}, {**REMOVAL, "days": 366}, WHY, {"confirm": "paris-6"}],
    ids=["another name", "no grace", "too long", "not confirmed", "no reason"],
)
def test_a_removal_is_confirmed_in_full(body: dict[str, Any], desk: FakeDesk) -> None:
    assert ask("POST", f"{NATION}/remove", body=body).status == 422

    assert desk.nations.get("paris-6").status is NationStatus.READY


@pytest.mark.parametrize(("verb", "status"), [("resume", 409), ("keep", 409)])
def test_what_the_record_does_not_allow_is_a_conflict(verb: str, status: int, desk: FakeDesk) -> None:
    desk.nations.nations["paris-6"] = a_nation(status=NationStatus.REMOVED)

    assert ask("POST", f"{NATION}/{verb}").status == status


def test_a_nation_that_nobody_knows_is_not_found(desk: FakeDesk) -> None:
    assert ask("POST", "/nations/atlantis/suspend", body=WHY).status == 404
