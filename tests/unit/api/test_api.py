from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.errors import TransientError
from shared.nations.nation import NationStatus
from shared.rollouts.report import read_report
from shared.rollouts.rollout import EntryState, RolloutState, WaveRecord
from tests.builders import HOUR, NOON, a_nation, a_request, a_rollout, an_entry
from tests.unit.api.asking import ask
from tests.unit.api.desks import an_order

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk


def test_an_order_starts_a_rollout(desk: FakeDesk) -> None:
    answer = ask("POST", "/rollouts", body=an_order(desk))

    assert (answer.status, answer.body) == (202, {"rollout": "legislatives", "outcome": "started"})
    assert desk.machine.started == [("legislatives", 1, "unfinished")]


def test_the_same_order_again_changes_nothing(desk: FakeDesk) -> None:
    order = an_order(desk)
    ask("POST", "/rollouts", body=order)

    answer = ask("POST", "/rollouts", body=order)

    assert (answer.status, answer.body["outcome"]) == (200, "running")


def test_all_of_an_order_reaches_the_rollout(desk: FakeDesk) -> None:
    consent = {"collected_by": "HQ", "collected_at": "2027-03-01", "wording": "Write to me"}
    ask(
        "POST",
        "/rollouts",
        body=an_order(
            desk,
            waves="1,rest",
            tolerate="3",
            deadline="2027-05-24T20:00:00",
            consent=consent,
            mapping={"Tél": "phone"},
        ),
    )

    request = desk.rollouts.get("legislatives").request
    assert (str(request.waves), str(request.tolerance), request.mapping) == ("1,rest", "3", {"Tél": "phone"})
    assert request.deadline is not None
    assert request.deadline.isoformat() == "2027-05-24T20:00:00+00:00"
    assert request.consent is not None
    assert request.consent.wording == "Write to me"


def test_an_order_for_files_that_were_not_uploaded_is_refused(desk: FakeDesk) -> None:
    order = an_order(desk)
    desk.files.objects.clear()

    answer = ask("POST", "/rollouts", body=order)

    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert answer.body["faults"][0]["reason"] == "it was not uploaded"
    assert desk.machine.started == []


@pytest.mark.parametrize(
    "change",
    [
        {"waves": "none"},
        {"tolerate": "many"},
        {"roster": {"sha256": "x", "file_name": "roster.csv", "size": 1}},
        {"surprise": 1},
        {"name": "!!!"},
    ],
)
def test_an_order_that_makes_no_sense_is_a_problem_with_its_faults(desk: FakeDesk, change: dict[str, Any]) -> None:
    answer = ask("POST", "/rollouts", body=an_order(desk, **change))

    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert answer.body["faults"]
    assert desk.machine.started == []


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', "null"])
def test_a_body_that_is_no_order_is_a_problem(desk: FakeDesk, body: str) -> None:
    answer = ask("POST", "/rollouts", body=body)

    assert (answer.status, answer.kind) == (422, "application/problem+json")


def test_a_problem_never_repeats_what_was_sent(desk: FakeDesk) -> None:
    answer = ask("POST", "/rollouts", body=an_order(desk, deadline="jeanne@example.org"))

    assert answer.status == 422
    assert "jeanne" not in json.dumps(answer.body)


def test_a_second_rollout_is_a_conflict(desk: FakeDesk) -> None:
    ask("POST", "/rollouts", body=an_order(desk))

    answer = ask("POST", "/rollouts", body=an_order(desk, name="Second tour"))

    assert (answer.status, answer.body["title"]) == (409, "Conflict")
    assert "legislatives is running" in answer.body["detail"]
    assert answer.body["instance"] == "urn:request:r-1"


def test_rollouts_are_listed_page_by_page(desk: FakeDesk) -> None:
    for number in range(3):
        desk.rollouts.create(a_rollout(request=a_request(f"r {number}"), created_at=NOON + number * HOUR))

    first = ask("GET", "/rollouts", query={"limit": "2"}).body
    rest = ask("GET", "/rollouts", query={"limit": "2", "cursor": first["cursor"]}).body

    assert [listed["rollout"] for listed in first["rollouts"] + rest["rollouts"]] == ["r-2", "r-1", "r-0"]
    assert rest["cursor"] is None


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"cursor": "%%%"}])
def test_a_page_that_cannot_be_is_a_problem(desk: FakeDesk, query: dict[str, str]) -> None:
    for path in ("/rollouts", "/nations"):
        answer = ask("GET", path, query=query)
        assert (answer.status, answer.kind) == (422, "application/problem+json")


def test_a_report_is_the_documented_one(desk: FakeDesk) -> None:
    desk.rollouts.create(a_rollout(state=RolloutState.DONE))
    desk.rollouts.add_entries("legislatives", [an_entry(state=EntryState.FAILED, reason="why")])

    report = ask("GET", "/rollouts/legislatives").body

    assert report["nations"] == {"planned": 1, "ready": 0, "failed": 1, "pending": 0}
    assert report["failed"] == [{"slug": "paris-6", "reason": "why"}]
    assert set(report["seconds"]) == {"total", "import", "provision"}


def test_a_report_reads_the_same_over_http_as_in_its_file(desk: FakeDesk) -> None:
    desk.rollouts.create(a_rollout(state=RolloutState.DONE, request=a_request(deadline=NOON + HOUR), people_rows=3))
    desk.rollouts.add_entries("legislatives", [an_entry(state=EntryState.FAILED, reason="why")])
    desk.rollouts.add_range("legislatives", 0, rows=3, rejected=1, unassigned=0)
    desk.rollouts.add_shard("legislatives", 0, created=2, merged=0, unchanged=0)
    record = WaveRecord(wave=0, nations=1, failed=1, verdict="finish", reason="last wave")
    desk.rollouts.add_wave("legislatives", record)

    expected = read_report("legislatives", rollouts=desk.rollouts, clock=desk.clock).to_json()

    assert ask("GET", "/rollouts/legislatives").body == expected


def test_a_rollout_that_waits_is_approved(desk: FakeDesk) -> None:
    desk.rollouts.create(a_rollout(state=RolloutState.AWAITING_APPROVAL))
    desk.rollouts.keep_approval("legislatives", "token")
    desk.tokens.waiting.add("token")

    assert ask("POST", "/rollouts/legislatives/approval").body["state"] == "provisioning"
    assert desk.tokens.answers == [("token", "success")]


def test_a_rollout_is_aborted_for_a_reason(desk: FakeDesk) -> None:
    desk.rollouts.create(a_rollout(state=RolloutState.PROVISIONING))

    assert ask("POST", "/rollouts/legislatives/abort", body={"reason": "wrong roster"}).body["state"] == "aborted"
    assert ask("POST", "/rollouts/legislatives/abort", body={"reason": "again"}).status == 409


def test_what_failed_is_retried(desk: FakeDesk) -> None:
    desk.rollouts.create(a_rollout(state=RolloutState.DONE))
    desk.rollouts.add_entries("legislatives", [an_entry(state=EntryState.FAILED)])

    assert ask("POST", "/rollouts/legislatives/retry").body["state"] == "planning"
    assert desk.machine.started == [("legislatives", 2, "failed")]


def test_a_list_of_nations_tells_no_addresses_but_a_nation_does(desk: FakeDesk) -> None:
    desk.nations.found(a_nation(status=NationStatus.READY))

    assert "example.org" not in json.dumps(ask("GET", "/nations").body)
    assert ask("GET", "/nations/paris-6").body["email"] == "jeanne@example.org"


@pytest.mark.parametrize("path", ["/rollouts/nowhere", "/nations/atlantis", "/nothing", "/", "/nations/paris-6/x"])
def test_what_does_not_exist_is_a_problem(desk: FakeDesk, path: str) -> None:
    answer = ask("GET", path)

    assert (answer.status, answer.kind) == (404, "application/problem+json")


def test_a_busy_table_asks_to_come_again(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(slug: str) -> None:
        raise TransientError("table network is throttled")

    monkeypatch.setattr(desk.nations, "get", busy)

    answer = ask("GET", "/nations/paris-6")

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")


def test_a_fault_of_ours_tells_nothing_of_itself(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(slug: str) -> None:
        raise KeyError("jeanne@example.org")

    monkeypatch.setattr(desk.nations, "get", broken)

    answer = ask("GET", "/nations/paris-6")

    assert (answer.status, answer.kind) == (500, "application/problem+json")
    assert "jeanne" not in json.dumps(answer.body)
    assert "KeyError" not in json.dumps(answer.body)


@pytest.mark.parametrize("name", ["../roster.csv", ".hidden", "a/b.csv", "", "a b.csv", "x" * 101])
def test_a_file_name_that_leads_elsewhere_is_refused(desk: FakeDesk, name: str) -> None:
    assert ask("POST", "/uploads", body={"sha256": "0" * 64, "file_name": name, "size": 1}).status == 422
