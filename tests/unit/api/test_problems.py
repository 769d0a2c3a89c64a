from __future__ import annotations

import base64
import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from functions.serve_network_api import handler
from shared.kernel.errors import Conflict, Fault, InputError, NotFound, TransientError
from shared.network_api.problems import problem_of, status_of
from tests.unit.api.asking import ask
from tests.unit.api.desks import an_order

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

FORM = "multipart/form-data"


def a_client_error(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "arn:aws:secret"}}, "StartExecution")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError([]), 422),
        (NotFound("no such"), 404),
        (Conflict("not now"), 409),
        (TransientError("throttled"), 503),
        (a_client_error("ThrottlingException"), 503),
        (EndpointConnectionError(endpoint_url="https://states"), 503),
        (ReadTimeoutError(endpoint_url="https://states"), 503),
        (a_client_error("AccessDeniedException"), 500),
        (KeyError("jeanne"), 500),
    ],
)
def test_an_error_has_the_status_that_tells_who_acts(error: Exception, status: int) -> None:
    assert status_of(error) == status


@pytest.mark.parametrize("error", [a_client_error("ThrottlingException"), a_client_error("AccessDeniedException")])
def test_what_aws_says_stays_inside(error: Exception) -> None:
    assert "arn:aws" not in problem_of(error, instance="urn:request:r").model_dump_json()


def test_a_fault_names_the_field_of_the_body_not_the_option_of_the_command_line() -> None:
    fault = Fault(place="--waves", reason="no list", remedy="give one")

    assert problem_of(InputError([fault]), instance="urn:request:r").faults[0].place == "waves"


@pytest.mark.parametrize("body", ["[" * 100_000, "9" * 5_000, "NaN", '{"reason": "\\ud800"}', '{"reason": 1, "a": {}}'])
def test_a_body_that_cannot_be_read_is_the_clients_fault(desk: FakeDesk, body: str) -> None:
    assert ask("POST", "/rollouts/legislatives/abort", body=body).status == 422


def test_a_body_in_no_encoding_is_the_clients_fault(desk: FakeDesk) -> None:
    body = base64.b64encode(b"\xff\xfe").decode()

    answer = ask("POST", "/rollouts/legislatives/abort", body=body, isBase64Encoded=True)

    assert (answer.status, answer.body["detail"]) == (422, "the body is no text in UTF-8")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", FORM])
def test_a_body_of_another_kind_is_refused(desk: FakeDesk, kind: str) -> None:
    body = base64.b64encode(b"reason=x").decode()

    answer = ask("POST", "/rollouts/legislatives/abort", body=body, kind=kind, isBase64Encoded=True)

    assert (answer.status, answer.kind) == (415, "application/problem+json")


def test_a_missing_body_names_no_internals(desk: FakeDesk) -> None:
    answer = ask("POST", "/rollouts")

    assert answer.status == 422
    assert answer.body["faults"][0].keys() == {"place", "reason", "remedy"}


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"])
def test_a_method_that_no_route_has_is_a_problem(desk: FakeDesk, method: str) -> None:
    answer = ask(method, "/rollouts")

    assert (answer.status, answer.kind) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/rollouts/" + "x" * 3000, "/nations/" + "x" * 3000])
def test_a_name_longer_than_any_key_never_reaches_the_table(desk: FakeDesk, path: str) -> None:
    assert ask("GET", path).status == 422


@pytest.mark.parametrize("path", ["/nations", "/nothing", "/openapi.json", "/rollouts/nobody"])
def test_every_answer_is_guarded_and_open_to_no_other_origin(desk: FakeDesk, path: str) -> None:
    headers = ask("GET", path).headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"].startswith("max-age=")
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert not [name for name in headers if name.startswith("access-control")]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What the function writes to its log."""
    written = StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def lines(log: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_the_log_knows_a_failed_request_by_its_instance_and_tells_no_values(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, log: StringIO
) -> None:
    def broken(slug: str) -> None:
        raise KeyError("jeanne@example.org")

    monkeypatch.setattr(desk.nations, "get", broken)

    answer = ask("GET", "/nations/paris-6", query={"mail": "jeanne@example.org"})

    failed, answered = lines(log)
    assert answer.body["instance"] == f"urn:request:{failed['correlation_id']}"
    assert (failed["error"], answered["status"]) == ("KeyError", 500)
    assert failed["passed"][-1].startswith(__file__)
    assert len(lines(log)) == 2
    assert "jeanne" not in log.getvalue()


def test_the_log_tells_what_was_done_to_which_rollout(desk: FakeDesk, log: StringIO) -> None:
    ask("POST", "/rollouts", body=an_order(desk))

    line = lines(log)[-1]

    assert (line["operation"], line["rollout"], line["outcome"]) == ("start", "legislatives", "started")


def test_the_log_repeats_no_path_that_does_not_exist(desk: FakeDesk, log: StringIO) -> None:
    ask("GET", "/people/jeanne@example.org")
    ask("GET", "/nations/jeanne@example.org")

    assert len(lines(log)) == 2
    assert "jeanne" not in log.getvalue()
