from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, NoCredentialsError

from tests.unit.cli.desk import not_deployed

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk


def findings(desk: Desk, *words: str) -> dict[str, Any]:
    desk.banneret("doctor", "--json", *words)
    return {found["about"]: found for found in desk.json()["findings"]}


def start_emulator(desk: Desk) -> None:
    here = desk.surroundings()
    here.emulator(here.home("local")).start(port=4599, region="eu-west-3", enforce_iam=True)


def test_a_stage_in_good_order_is_healthy(desk: Desk) -> None:
    start_emulator(desk)

    assert desk.banneret("doctor", "--json") == 0
    examined = [found["about"] for found in desk.json()["findings"]]
    assert examined == [
        "python",
        "node",
        "cdk",
        "disk",
        "emulator",
        "port",
        "stage",
        "dead letters",
        "actions",
        "letters",
        "alarms",
    ]
    assert desk.json()["healthy"]


def test_everything_that_is_wrong_comes_with_a_remedy(desk: Desk) -> None:
    desk.failure, desk.port_holder = not_deployed(), "nginx (process 7)"

    assert desk.banneret("doctor", "--json") == 1
    wrong = [found for found in desk.json()["findings"] if found["verdict"] == "wrong"]
    assert [found["about"] for found in wrong] == ["emulator", "port", "stage"]
    assert all(found["remedy"] for found in wrong)


def test_the_remedy_stands_below_the_finding(desk: Desk) -> None:
    desk.banneret("doctor")

    assert "→ run `banneret up`" in desk.out[0]


def test_an_emulator_that_hangs_is_told(desk: Desk) -> None:
    start_emulator(desk)
    desk.healthy = False

    assert findings(desk)["emulator"]["remedy"] == "run `banneret down`, then `banneret up`"


def test_dead_letters_and_ringing_alarms_are_wrong(desk: Desk) -> None:
    desk.account.dead_letters, desk.account.ringing = 3, ("banneret-local-stalled",)

    found = findings(desk)

    assert found["dead letters"]["finding"] == "3 wait"
    assert found["actions"]["finding"] == "3 could not be recorded"
    assert found["alarms"]["finding"] == "banneret-local-stalled"


def test_an_account_on_aws_is_asked_for_credentials_and_quota(desk: Desk) -> None:
    desk.account.quota = 10

    found = findings(desk, "--stage", "prod")

    assert found["credentials"]["finding"] == "account 123456789012 in eu-west-3"
    assert found["quota"]["verdict"] == "wrong"
    assert "emulator" not in found


def test_enough_quota_is_right(desk: Desk) -> None:
    assert findings(desk, "--stage", "prod")["quota"]["verdict"] == "right"


def test_missing_credentials_are_wrong_and_the_other_checks_go_on(desk: Desk) -> None:
    desk.account.failure = NoCredentialsError()

    found = findings(desk, "--stage", "prod")

    assert found["credentials"]["verdict"] == "wrong"
    assert "sign in to AWS" in found["credentials"]["remedy"]
    assert found["stage"]["verdict"] == "right"


def test_a_check_that_aws_refuses_is_told_and_the_others_go_on(desk: Desk) -> None:
    desk.failure = ClientError({"Error": {"Code": "AccessDeniedException"}}, "GetParameter")

    found = findings(desk, "--stage", "prod")

    assert "AWS refuses GetParameter" in found["stage"]["finding"]
    assert found["disk"]["verdict"] == "right"
