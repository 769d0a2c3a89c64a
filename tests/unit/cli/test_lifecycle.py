from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.bring_up import BroughtUp, Builder, EmulatorWish
from cli.cloud import Cloud
from shared.rollouts.rollout import RolloutState
from tests.unit.cli.builders import a_started_rollout
from tests.unit.cli.desk import not_deployed

if TYPE_CHECKING:
    from infra.config import StageConfig
    from tests.unit.cli.desk import Desk

CLOUD = Cloud(region="eu-west-3", endpoint="http://127.0.0.1:4599")


@pytest.fixture
def wishes(monkeypatch: pytest.MonkeyPatch) -> list[EmulatorWish]:
    """Bring stages up in no time; the list tells how their emulators were to be started."""
    wishes: list[EmulatorWish] = []

    def bring_up(_builder: Builder, _stage: StageConfig, wish: EmulatorWish) -> BroughtUp:
        wishes.append(wish)
        return BroughtUp(cloud=CLOUD, deployed=len(wishes) == 1)

    monkeypatch.setattr(Builder, "bring_up", bring_up)
    return wishes


def test_up_tells_where_the_stage_is(desk: Desk, wishes: list[EmulatorWish]) -> None:
    assert desk.banneret("up", "--port", "4599", "--json") == 0

    assert desk.json() == {
        "stage": "local",
        "endpoint": "http://127.0.0.1:4599",
        "region": "eu-west-3",
        "deployed": True,
        "seconds": 0,
    }
    assert wishes == [EmulatorWish(port=4599, enforce_iam=True)]


def test_up_again_says_that_nothing_was_to_do(desk: Desk, wishes: list[EmulatorWish]) -> None:
    desk.banneret("up")
    assert desk.out == ["stage local deployed in 0 s"]

    desk.banneret("up", "--no-iam")
    assert desk.out == ["stage local is up to date"]
    assert not wishes[-1].enforce_iam


def test_down_stops_the_emulator_and_says_so_once(desk: Desk) -> None:
    here = desk.surroundings()
    here.emulator(here.home("local")).start(port=4599, region="eu-west-3", enforce_iam=True)

    assert desk.banneret("down", "--json") == 0
    assert desk.json() == {"stage": "local", "stopped": True}
    assert desk.banneret("down") == 0
    assert desk.out == ["stage local was not running"]


def test_down_never_touches_a_stage_on_aws(desk: Desk) -> None:
    assert desk.banneret("down", "--stage", "prod") == 1
    assert "stage prod is on AWS and keeps running: `npx cdk destroy" in desk.said[0]


def test_status_of_a_stage_that_stands(desk: Desk) -> None:
    a_started_rollout(desk, state=RolloutState.IMPORTING)

    assert desk.banneret("status", "--json") == 0

    status = desk.json()
    assert (status["stage"], status["running"], status["deployed"]) == ("local", False, True)
    assert (status["rollout"], status["state"]) == ("legislatives", "importing")
    assert status["console"] == "https://console/"


def test_status_of_a_stage_that_does_not_stand(desk: Desk) -> None:
    desk.failure = not_deployed()

    assert desk.banneret("status") == 0
    assert "deployed  no" in desk.out[0]
    assert "run `banneret up --stage local`" in desk.out[0]
