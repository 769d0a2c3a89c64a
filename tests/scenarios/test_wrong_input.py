"""Wrong files and a wrong environment: one clear answer, and nothing written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shared.kernel.stage import directory_parameter
from tests.scenarios.inputs import write_inputs
from tests.scenarios.network import STAGE, Network

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("cloud")


def test_a_bad_roster_is_refused_with_every_fault_and_nothing_is_written(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "38", nations=2, people=5)
    inputs.roster.write_text(inputs.roster.read_text() + "Bad Slug,,X,nobody,99-99\nd38-01,A,B,a@example.org,38-01\n")
    before = network.count(network.directory.network_table)

    refused = network.banneret("rollout", "start", *inputs.words(), "--name", "bad")

    assert refused.code == 2
    for fault in ("line 4: slug “Bad Slug”", "line 4: name is blank", "line 4: email", "line 5: slug “d38-01”"):
        assert fault in refused.err
    assert "Traceback" not in refused.said
    assert network.count(network.directory.network_table) == before


def test_a_people_file_without_a_usable_header_is_refused(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "38", nations=2, people=5)
    inputs.people.write_text("couleur,taille\nbleu,grand\n")

    refused = network.banneret("rollout", "start", *inputs.words(), "--name", "bad")

    assert refused.code == 2
    assert "no usable header" in refused.err


def test_a_rollout_that_nobody_started_is_named(network: Network) -> None:
    unknown = network.banneret("rollout", "report", "nowhere", "--json")

    assert unknown.code in (1, 2)
    assert "no rollout is called nowhere" in unknown.json["error"]


def test_a_port_that_somebody_holds_is_named(network: Network, tmp_path: Path) -> None:
    port = network.endpoint.rpartition(":")[2]

    refused = Network(folder=tmp_path).banneret("up", "--port", port)

    assert refused.code != 0
    assert port in refused.err
    assert "Traceback" not in refused.said


def test_a_stage_that_does_not_run_says_how_to_bring_it_up(tmp_path: Path) -> None:
    refused = Network(folder=tmp_path).banneret("nation", "list")

    assert refused.code != 0
    assert "banneret up" in refused.err


def test_a_stage_that_is_only_half_deployed_says_so(network: Network) -> None:
    ssm, name = network.client("ssm"), directory_parameter(STAGE)
    value = json.dumps(network.directory.to_env())
    ssm.delete_parameter(Name=name)
    try:
        refused = network.banneret("nation", "list")
    finally:
        ssm.put_parameter(Name=name, Value=value, Type="String")

    assert refused.code != 0
    assert "only half" in refused.err
