"""Electoral silence over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from tests.builders import a_nation
from tests.unit.api.asking import ask
from tests.unit.elections.builders import PARIS

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

NATION = "/nations/paris-6"
EVE = datetime(2027, 6, 12, 12, tzinfo=PARIS)
ORDER = {"until": "2027-06-12T18:00", "reason": "the polling place burnt down"}
HQ = "arn:aws:iam::123456789012:user/hq"


@pytest.fixture
def desk(desk: FakeDesk) -> FakeDesk:
    """A desk on the eve of a vote, with one nation that is ready."""
    desk.nations.found(a_nation(status=NationStatus.READY))
    desk.clock.moment = EVE
    return desk


def test_the_countrys_silences_are_listed_by_area(desk: FakeDesk) -> None:
    told = ask("GET", "/silence").body

    assert (told["election"], told["official"]) == ("Législatives", False)
    assert [(each["of"], each["round"]) for each in told["silences"]] == [("mainland", "first")]


def test_a_silence_that_is_over_is_listed_no_more(desk: FakeDesk) -> None:
    desk.clock.moment = datetime(2027, 6, 14, 12, tzinfo=PARIS)

    assert ask("GET", "/silence").body["silences"] == []


def test_an_override_lets_a_nation_through_until_its_time_and_is_kept(desk: FakeDesk) -> None:
    made = ask("POST", f"{NATION}/silence/override", body=ORDER)

    assert (made.status, made.body["until"], made.body["by"]) == (200, "2027-06-12T18:00:00+02:00", HQ)
    told = ask("GET", f"{NATION}/silence").body
    assert told["overrides"] == [made.body]
    assert [each["of"] for each in told["silences"]] == ["paris-6"]


def test_the_same_override_again_is_kept_once(desk: FakeDesk) -> None:
    first = ask("POST", f"{NATION}/silence/override", body=ORDER)

    assert ask("POST", f"{NATION}/silence/override", body=ORDER).body == first.body
    assert len(desk.overrides.kept) == 1


def test_the_nation_reads_in_its_log_that_its_silence_was_overridden(desk: FakeDesk) -> None:
    ask("POST", f"{NATION}/silence/override", body=ORDER)

    assert desk.journal.entries == [
        ("paris-6", "overrode-silence", {"until": "2027-06-12T18:00:00+02:00", "reason": ORDER["reason"]})
    ]


@pytest.mark.parametrize(
    "change",
    [{"until": "2027-06-12T11:00"}, {"until": "soon"}, {"reason": ""}, {"reason": " "}, {"more": 1}],
    ids=["over", "no moment", "no reason", "blank", "more"],
)
def test_an_override_that_makes_no_sense_is_a_problem(change: dict[str, object], desk: FakeDesk) -> None:
    answer = ask("POST", f"{NATION}/silence/override", body={**ORDER, **change})

    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert (desk.overrides.kept, desk.journal.entries) == ([], [])


@pytest.mark.parametrize(("method", "path"), [("GET", "/silence"), ("POST", "/silence/override")])
def test_a_nation_that_nobody_knows_is_not_found(method: str, path: str, desk: FakeDesk) -> None:
    assert ask(method, f"/nations/atlantis{path}", body=ORDER if method == "POST" else None).status == 404
