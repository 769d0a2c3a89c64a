"""The templates as CloudFormation sees them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from infra.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.stacks.synthesis import Synthesis

RESOURCES_OF_A_STACK = 500
"""CloudFormation's own quota."""

ROOT = Path(__file__).resolve().parents[2]


def test_no_stack_comes_near_cloudformation_s_limit(synthesis: Synthesis) -> None:
    sizes = {name: len(template["Resources"]) for name, template in synthesis.templates.items()}

    assert max(sizes.values()) < RESOURCES_OF_A_STACK / 2, sizes


def test_stacks_are_named_after_their_stage(synthesis: Synthesis) -> None:
    parts = ["actions", "api", "console", "data", "directory", "rollout", "sites", "watch"]

    assert sorted(synthesis.templates) == [f"banneret-{synthesis.stage.name}-{part}" for part in parts]


def test_no_name_of_one_stage_is_a_name_of_another(synthesis_of: Callable[[str], Synthesis]) -> None:
    one, other = given_names(synthesis_of("test")), given_names(synthesis_of("prod"))

    assert one
    assert one & other == set()


@pytest.mark.parametrize(
    "stage", ["prod", *(pytest.param(stage, marks=pytest.mark.nightly) for stage in STAGES if stage != "prod")]
)
def test_cfn_lint_finds_nothing(synthesis_of: Callable[[str], Synthesis], stage: str) -> None:
    synthesis = synthesis_of(stage)
    templates = sorted(str(path) for path in synthesis.folder.glob("*.template.json"))
    lint = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run([str(lint), *templates], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")


def test_every_stack_is_tagged_with_its_stage(synthesis: Synthesis) -> None:
    manifest = json.loads((synthesis.folder / "manifest.json").read_text())["artifacts"]
    tags = [manifest[name]["properties"]["tags"] for name in synthesis.templates]

    assert all(tag == {"application": "banneret", "stage": synthesis.stage.name} for tag in tags)


def given_names(synthesis: Synthesis) -> set[str]:
    """Return every name that we chose ourselves, by kind."""
    return {
        f"{resource['Type']} {value}"
        for template in synthesis.templates.values()
        for resource in template["Resources"].values()
        for key, value in resource.get("Properties", {}).items()
        if key in NAMING and isinstance(value, str)
    }


NAMING = {"AlarmName", "AliasName", "DashboardName", "FunctionName", "LogGroupName", "Name", "QueueName", "TopicName"}
