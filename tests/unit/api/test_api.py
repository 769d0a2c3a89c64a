from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import validate

from functions.serve_network_api import desk as desks
from functions.serve_network_api import handler, nations, rollouts, uploads
from shared.kernel.errors import TransientError
from shared.nations.nation import NationStatus
from shared.rollouts.rollout import EntryState, RolloutState
from shared.rollouts.uploads import S3Uploads
from tests.builders import HOUR, NOON, a_nation, a_request, a_rollout, an_entry
from tests.fakes.clock import FixedClock
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.rollouts import FakeMachine, FakeTokens, InMemoryFiles, InMemoryRolloutStore

if TYPE_CHECKING:
    from collections.abc import Mapping

ROSTER = b"slug,name,candidate,email,zones\n"


@dataclass
class FakeDesk:
    """The desk behind the API, in memory."""

    rollouts: InMemoryRolloutStore = field(default_factory=InMemoryRolloutStore)
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    files: InMemoryFiles = field(default_factory=InMemoryFiles)
    machine: FakeMachine = field(default_factory=FakeMachine)
    tokens: FakeTokens = field(default_factory=FakeTokens)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    uploads: Any = None


@dataclass
class Context:
    """What Lambda tells the function of its call."""

    function_name: str = "serve_network_api"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:eu-west-3:123456789012:function:api"
    aws_request_id: str = "request"


@dataclass(frozen=True)
class Answer:
    """What a client gets."""

    status: int
    kind: str
    headers: Mapping[str, str]
    body: Any


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    fake = FakeDesk()
    for module in (desks, rollouts, nations, uploads):
        monkeypatch.setattr(module, "desk", lambda: fake)
    return fake


def ask(method: str, path: str, *, body: Any = None, query: dict[str, str] | None = None) -> Answer:
    """Send a request as API Gateway hands it on."""
    answer = handler.lambda_handler(
        {
            "version": "2.0",
            "routeKey": "ANY /{proxy+}",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {"content-type": "application/json"},
            "queryStringParameters": query,
            "requestContext": {
                "stage": "$default",
                "requestId": "r-1",
                "http": {"method": method, "path": path, "sourceIp": "127.0.0.1"},
                "authorizer": {"iam": {"userArn": "arn:aws:iam::123456789012:user/hq"}},
            },
            "body": body if isinstance(body, str) else json.dumps(body),
            "isBase64Encoded": False,
        },
        Context(),  # type: ignore[arg-type] # as much of the context as powertools reads
    )
    headers = {name.lower(): value for name, value in answer.get("headers", {}).items()}
    return Answer(answer["statusCode"], headers["content-type"], headers, json.loads(answer["body"]))


def an_order(desk: FakeDesk, **changes: Any) -> dict[str, Any]:
    """Return the body of an order whose roster was uploaded."""
    digest = sha256(ROSTER).hexdigest()
    desk.files.write(f"uploads/{digest}/roster.csv", ROSTER)
    return {"name": "Législatives", "roster": {"sha256": digest, "file_name": "roster.csv", "size": 32}, **changes}


def test_the_document_describes_this_api_and_is_valid(desk: FakeDesk) -> None:
    answer = ask("GET", "/openapi.json")

    validate(answer.body)
    assert answer.body["openapi"].startswith("3.1")
    assert set(answer.body["paths"]) == {
        "/uploads",
        "/rollouts",
        "/rollouts/{rollout_id}",
        "/rollouts/{rollout_id}/approval",
        "/rollouts/{rollout_id}/abort",
        "/rollouts/{rollout_id}/retry",
        "/nations",
        "/nations/{slug}",
    }


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

    assert (answer.status, answer.kind) == (400, "application/problem+json")
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

    assert (answer.status, answer.kind) == (400, "application/problem+json")
    assert answer.body["faults"]
    assert desk.machine.started == []


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', "null"])
def test_a_body_that_is_no_order_is_a_problem(desk: FakeDesk, body: str) -> None:
    answer = ask("POST", "/rollouts", body=body)

    assert (answer.status, answer.kind) == (400, "application/problem+json")


def test_a_problem_never_repeats_what_was_sent(desk: FakeDesk) -> None:
    answer = ask("POST", "/rollouts", body=an_order(desk, deadline="jeanne@example.org"))

    assert answer.status == 400
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
        assert (answer.status, answer.kind) == (400, "application/problem+json")


def test_a_report_is_the_documented_one(desk: FakeDesk) -> None:
    desk.rollouts.create(a_rollout(state=RolloutState.DONE))
    desk.rollouts.add_entries("legislatives", [an_entry(state=EntryState.FAILED, reason="why")])

    report = ask("GET", "/rollouts/legislatives").body

    assert report["nations"] == {"planned": 1, "ready": 0, "failed": 1, "pending": 0}
    assert report["failed"] == [{"slug": "paris-6", "reason": "why"}]
    assert set(report["seconds"]) == {"total", "import", "provision"}


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
    assert ask("POST", "/uploads", body={"sha256": "0" * 64, "file_name": name, "size": 1}).status == 400


def test_an_upload_is_bound_to_the_file_it_is_for(desk: FakeDesk, aws: None) -> None:
    from shared.kernel.aws import client  # noqa: PLC0415 - only this test signs

    desk.uploads = S3Uploads(client("s3"), "intake", seconds=60)

    upload = ask("POST", "/uploads", body={"sha256": "0" * 64, "file_name": "roster.csv", "size": 7}).body

    assert f"uploads/{'0' * 64}/roster.csv" in upload["url"]
    assert "x-amz-checksum-sha256" in upload["url"]
    assert upload["headers"]["x-amz-checksum-sha256"].startswith("AAAA")
    assert upload["seconds"] == 60
