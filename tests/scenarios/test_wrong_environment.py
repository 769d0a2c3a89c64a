"""A cloud that is not as a command needs it: one line that says what, and how to mend it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shared.kernel.stage import directory_parameter
from tests.scenarios.network import STAGE, Network

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.command import Done

pytestmark = pytest.mark.xdist_group("rollouts")


def only_line(failed: Done) -> str:
    """Return the one line that a command which failed has said."""
    (line,) = failed.said.splitlines()
    return line


def test_a_port_that_somebody_holds_is_named_with_its_holder(network: Network, tmp_path: Path) -> None:
    port = network.endpoint.rpartition(":")[2]

    failed = Network(folder=tmp_path).program("up", "--port", port)

    assert failed.code == 1
    assert only_line(failed).startswith(f"banneret: port {port} is in use by python")
    assert "--port or BANNERET_PORT" in failed.err


def test_a_stage_that_does_not_run_is_to_be_brought_up(tmp_path: Path) -> None:
    failed = Network(folder=tmp_path).banneret("nation", "list")

    assert failed.code == 1
    assert only_line(failed) == f"banneret: stage {STAGE} does not run: run `banneret up --stage {STAGE}`"


def test_a_stage_that_is_only_half_deployed_is_to_be_brought_up_again(network: Network) -> None:
    ssm, name = network.client("ssm"), directory_parameter(STAGE)
    value = json.dumps(network.directory.to_env())
    ssm.delete_parameter(Name=name)
    try:
        failed = network.banneret("nation", "list")
    finally:
        ssm.put_parameter(Name=name, Value=value, Type="String")

    assert failed.code == 1
    assert only_line(failed).endswith(f"is not deployed, or only half: run `banneret up --stage {STAGE}`")


@pytest.mark.parametrize("words", [("rollout", "report", "nowhere"), ("nation", "show", "nowhere")])
def test_what_nobody_ever_made_is_named(network: Network, words: tuple[str, ...]) -> None:
    failed = network.banneret(*words, "--json")

    assert failed.code == 2
    assert failed.json["exit_code"] == 2
    assert "is called nowhere" in failed.json["error"]


def test_a_stage_that_stands_is_not_deployed_again(network: Network) -> None:
    up = network.program("up", "--json")

    assert up.code == 0
    assert up.json["deployed"] is False
    assert network.banneret("status", "--json").json["running"] is True
