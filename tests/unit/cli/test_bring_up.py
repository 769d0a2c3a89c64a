from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.bring_up import BroughtUp, Builder, EmulatorWish
from cli.cloud import Cloud
from cli.deployment import cdk
from cli.errors import DeploymentFailed
from infra.stages import STAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk

NODE = """#!/bin/sh
echo "$2 ${AWS_ENDPOINT_URL:-aws}" >> %s
exit %s
"""


class Checkout:
    """A checkout whose `node` only notes which command of the CDK it is asked for, and where to."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self.folder = folder
        self.desk = desk
        (folder / "node_modules/aws-cdk/bin").mkdir(parents=True)
        (folder / "node_modules/aws-cdk/bin/cdk").touch()
        (folder / "infra").mkdir()
        self.install_node(exit_code=0)

    def install_node(self, *, exit_code: int) -> None:
        node = self.folder / "node"
        node.write_text(NODE % (self.folder / "runs", exit_code), encoding="utf-8")
        node.chmod(0o700)

    def runs(self) -> list[str]:
        notes = self.folder / "runs"
        return sorted(notes.read_text(encoding="utf-8").splitlines()) if notes.exists() else []

    def bring_up(self, stage: str = "local") -> BroughtUp:
        here = self.desk.surroundings()
        builder = Builder(
            environment=here.environment,
            emulator_of=here.emulator,
            workshop_of=here.workshop,
            account=here.account,
            say=here.say,
            project=self.folder,
        )
        return builder.bring_up(STAGES[stage], EmulatorWish(port=4599, enforce_iam=True))


@pytest.fixture
def checkout(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A checkout that was never brought up."""
    monkeypatch.setattr(cdk, "node_folder", lambda: tmp_path / "checkout")
    return Checkout(tmp_path / "checkout", desk)


HERE = Cloud(region="eu-west-3", endpoint="http://127.0.0.1:4599")


def test_the_first_time_starts_the_emulator_and_deploys_into_it(checkout: Checkout) -> None:
    checkout.desk.account.bootstrapped = False

    assert checkout.bring_up() == BroughtUp(cloud=HERE, deployed=True)
    assert checkout.runs() == [f"{command} {HERE.endpoint}" for command in ("bootstrap", "deploy", "synth")]
    assert "the cloud on this machine started: http://127.0.0.1:4599 (process 100)" in checkout.desk.said


def test_the_second_time_deploys_nothing(checkout: Checkout) -> None:
    checkout.bring_up()

    assert checkout.bring_up() == BroughtUp(cloud=HERE, deployed=False)
    assert len(checkout.runs()) == 2


def test_a_changed_source_is_deployed(checkout: Checkout) -> None:
    checkout.bring_up()
    (checkout.folder / "infra/app.py").write_text("new", encoding="utf-8")

    assert checkout.bring_up().deployed


def test_a_new_emulator_is_empty_and_deployed_into(checkout: Checkout) -> None:
    checkout.bring_up()
    for members in checkout.desk.processes.sessions.values():
        members.clear()

    assert checkout.bring_up().deployed


def test_a_deployment_that_failed_is_made_again(checkout: Checkout) -> None:
    checkout.install_node(exit_code=1)
    with pytest.raises(DeploymentFailed):
        checkout.bring_up()
    checkout.install_node(exit_code=0)

    assert checkout.bring_up().deployed


def test_a_stage_on_aws_starts_no_emulator_and_is_always_deployed(checkout: Checkout) -> None:
    assert checkout.bring_up("prod") == BroughtUp(cloud=Cloud(region="eu-west-3"), deployed=True)
    assert checkout.bring_up("prod").deployed
    assert set(checkout.runs()) == {"synth aws", "deploy aws"}
    assert checkout.desk.processes.environments == []
