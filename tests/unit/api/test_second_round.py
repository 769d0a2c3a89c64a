"""The second round over HTTP: what it would mean, and the end of those who do not go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.nations.nation import NationStatus
from tests.builders import a_nation
from tests.unit.api.asking import ask

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

ORDER: dict[str, Any] = {"closing": ["ain-2", "ain-3"], "confirm": 2, "reason": "not in the second round"}


@pytest.fixture
def desk(desk: FakeDesk) -> FakeDesk:
    """A desk with three campaigns that run and one that has ended."""
    for number, status in enumerate((NationStatus.READY, NationStatus.READY, NationStatus.SUSPENDED), 1):
        desk.nations.found(a_nation(f"ain-{number}", status=status, zones=(f"constituency:01-0{number}",)))
    desk.nations.found(a_nation("ain-4", status=NationStatus.CLOSED, zones=("constituency:01-04",)))
    return desk


def statuses(desk: FakeDesk) -> dict[str, str]:
    return {slug: nation.status.value for slug, nation in desk.nations.nations.items()}


def test_a_preview_tells_who_would_end_and_changes_nothing(desk: FakeDesk) -> None:
    before = statuses(desk)

    told = ask("POST", "/second-round/preview", body={"going": ["ain-1"]})

    assert (told.status, told.body) == (200, {"going": ["ain-1"], "closing": ["ain-2", "ain-3"]})
    assert statuses(desk) == before


@pytest.mark.parametrize("going", [[], ["ain-4"], ["atlantis"], [""], "ain-1"])
def test_a_preview_of_campaigns_that_do_not_run_is_a_problem(going: object, desk: FakeDesk) -> None:
    assert ask("POST", "/second-round/preview", body={"going": going}).status == 422


def test_campaigns_end_when_their_number_is_confirmed(desk: FakeDesk) -> None:
    told = ask("POST", "/second-round", body=ORDER)

    assert (told.status, told.body) == (200, {"closed": ["ain-2", "ain-3"], "left": []})
    assert statuses(desk) == {"ain-1": "ready", "ain-2": "closed", "ain-3": "closed", "ain-4": "closed"}
    assert {(slug, what) for slug, what, _ in desk.journal.entries} == {
        ("ain-2", "closed-nation"),
        ("ain-3", "closed-nation"),
    }


def test_the_same_order_again_ends_nothing_more_and_is_told_alike(desk: FakeDesk) -> None:
    first = ask("POST", "/second-round", body=ORDER)
    told = len(desk.journal.entries)

    assert ask("POST", "/second-round", body=ORDER).body == first.body
    assert len(desk.journal.entries) == told


def test_campaigns_that_nobody_knows_are_told_as_left(desk: FakeDesk) -> None:
    told = ask("POST", "/second-round", body={**ORDER, "closing": ["ain-2", "atlantis"]})

    assert told.body == {"closed": ["ain-2"], "left": ["atlantis"]}


@pytest.mark.parametrize(
    "change",
    [{"confirm": 3}, {"closing": []}, {"closing": ["ain-2", "ain-2"]}, {"reason": " "}, {"reason": ""}],
    ids=["another number", "nobody", "twice the same", "blank", "no reason"],
)
def test_an_end_that_is_not_confirmed_in_full_ends_nothing(change: dict[str, Any], desk: FakeDesk) -> None:
    before = statuses(desk)

    answer = ask("POST", "/second-round", body={**ORDER, **change})

    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert statuses(desk) == before
