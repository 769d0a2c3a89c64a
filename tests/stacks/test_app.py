"""The composition root, as `cdk.json` runs it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import aws_cdk as cdk
import pytest

from infra import app
from infra.stages import STAGES
from tests.stacks.synthesis import ROOT


def templates_in(folder: Path) -> set[str]:
    return {path.name.removesuffix(".template.json") for path in folder.glob("*.template.json")}


@pytest.mark.parametrize(("context", "stage"), [({}, "local"), ({"stage": "test"}, "test")])
def test_the_stage_comes_from_the_context_and_is_local_without_one(context: dict[str, str], stage: str) -> None:
    assert app.stage_of(cdk.App(context=context)) is STAGES[stage]


def test_the_cdk_s_command_line_synthesises_production(tmp_path: Path) -> None:
    node = Path(os.environ["JSII_NODE"])
    cdk = ROOT / "node_modules" / "aws-cdk" / "bin" / "cdk"
    done = subprocess.run(
        [str(node), str(cdk), "synth", "--quiet", "-c", "stage=prod", "--output", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert len(templates_in(tmp_path)) == 8
    assert all(name.startswith("banneret-prod-") for name in templates_in(tmp_path))


def test_an_unknown_stage_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="there is no stage moon: choose one of local, test, dev, prod"):
        app.synthesise(cdk.App(context={"stage": "moon"}))
