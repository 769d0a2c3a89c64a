from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from botocore import exceptions as botocore

from shared.kernel.errors import Conflict, Fault, InputError, NotFound, TransientError
from tests.unit.cli.desk import not_deployed

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk


def a_refusal(code: str) -> botocore.ClientError:
    return botocore.ClientError({"Error": {"Code": code, "Message": "no"}}, "GetItem")


KNOWN: list[tuple[BaseException, int, str]] = [
    (botocore.NoCredentialsError(), 1, "needs AWS credentials, and there are none: sign in to AWS"),
    (botocore.ProfileNotFound(profile="x"), 1, "needs AWS credentials"),
    (botocore.UnauthorizedSSOTokenError(), 1, "your AWS session has expired: sign in to AWS"),
    (a_refusal("ExpiredTokenException"), 1, "your AWS session has expired: sign in to AWS"),
    (a_refusal("AccessDeniedException"), 1, "AWS refuses GetItem on stage local with these credentials: use a role"),
    (a_refusal("ResourceNotFoundException"), 1, "is half deployed (GetItem found nothing): run `banneret up"),
    (a_refusal("ThrottlingException"), 1, "asked for too much at once (GetItem): wait a minute"),
    (a_refusal("Surprise"), 1, "AWS answered GetItem with Surprise: `banneret doctor"),
    (botocore.EndpointConnectionError(endpoint_url="http://x"), 1, "does not answer"),
    (botocore.ReadTimeoutError(endpoint_url="http://x"), 1, "does not answer"),
    (not_deployed(), 1, "stage local is not deployed, or only half: run `banneret up --stage local`"),
    (Conflict("rollout may was started with other files: choose another --name"), 1, "choose another --name"),
    (TransientError("table network is throttled"), 1, "table network is throttled"),
    (NotFound("no rollout is called may: `banneret rollout list` shows them all"), 2, "no rollout is called may"),
    (KeyboardInterrupt(), 130, "interrupted"),
]


@pytest.mark.parametrize(("failure", "code", "words"), KNOWN, ids=lambda value: type(value).__name__)
def test_a_known_failure_is_one_line_and_an_exit_code(
    failure: BaseException, code: int, words: str, desk: Desk
) -> None:
    desk.failure = failure

    assert desk.banneret("rollout", "list") == code
    (line,) = desk.said
    assert words in line
    assert line.startswith("banneret: ")
    assert "\n" not in line
    assert desk.out == []


def test_every_fault_of_an_input_gets_a_line(desk: Desk) -> None:
    desk.failure = InputError([Fault(place=f"roster.csv, line {line}", reason="r", remedy="m") for line in (2, 3)])

    assert desk.banneret("rollout", "list") == 2
    assert desk.said[0].splitlines() == ["banneret: roster.csv, line 2: r. m", "roster.csv, line 3: r. m"]


def test_an_unforeseen_failure_is_one_line_that_names_a_log_with_the_details(desk: Desk) -> None:
    desk.failure = ZeroDivisionError("a secret")

    assert desk.banneret("rollout", "list") == 1
    (line,) = desk.said
    assert "secret" not in line
    (log,) = (desk.home / "log").iterdir()
    assert str(log) in line
    assert "ZeroDivisionError: a secret" in Path(log).read_text(encoding="utf-8")


def test_with_json_a_failure_is_a_document_as_well(desk: Desk) -> None:
    desk.failure = not_deployed()

    assert desk.banneret("rollout", "list", "--json") == 1
    assert desk.json() == {"error": str(not_deployed()), "exit_code": 1}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["rollout", "strt"], 'Unknown command "strt"'),
        (["rollout", "start"], "--roster"),
        (["rollout", "list", "--limit", "many"], "--limit"),
        (["up", "--port", "99999"], "--port"),
        (["rollout", "list", "--nonsense"], "--nonsense"),
    ],
    ids=str,
)
def test_wrong_usage_is_told_in_one_line_with_exit_code_2(words: list[str], complaint: str, desk: Desk) -> None:
    assert desk.banneret(*words) == 2
    (line,) = desk.said
    assert complaint in line
    assert "\n" not in line


def test_a_stage_that_does_not_exist_is_wrong_input(desk: Desk) -> None:
    assert desk.banneret("up", "--stage", "moon") == 2
    assert "there is no stage “moon”. Choose one of local, test, dev, prod" in desk.said[0]


@pytest.mark.parametrize("words", [["--stage", "prod"], ["--stage=prod"]], ids=str)
def test_a_remedy_names_the_stage_in_question(words: list[str], desk: Desk) -> None:
    desk.failure = a_refusal("NoSuchBucket")

    desk.banneret("rollout", "list", *words)

    assert "run `banneret up --stage prod`" in desk.said[0]


def test_no_answer_from_the_cloud_on_this_machine_is_mended_by_bringing_it_up(desk: Desk) -> None:
    unreachable: Any = botocore.EndpointConnectionError(endpoint_url="http://127.0.0.1:4566")
    desk.failure = unreachable

    desk.banneret("rollout", "list")

    assert "run `banneret up --stage local`" in desk.said[0]
