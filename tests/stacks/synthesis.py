"""A stage's stacks as CloudFormation would get them, made once in a test session."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aws_cdk as cdk

from infra import nag
from infra.app import add_stacks, common
from infra.assets import RuntimeAssets
from infra.capacity import FunctionSizes
from infra.constructs.alarm_topic import AlarmTopic
from infra.nag import ACKNOWLEDGED
from infra.stacks.data import DataStack
from infra.stacks.sites import SitesStack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from infra.config import StageConfig

ROOT = Path(__file__).resolve().parents[2]

Resource = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """The templates of a stage by stack, what cdk-nag said of them, and what was acknowledged beforehand.

    `acknowledged` holds pairs of a construct's path and a rule.
    """

    stage: StageConfig
    folder: Path
    templates: dict[str, dict[str, Any]]
    findings: list[dict[str, Any]]
    acknowledged: set[tuple[str, str]]
    used: set[tuple[str, str]]

    def resources(self, kind: str) -> Iterator[tuple[str, Resource]]:
        """Yield the properties of every resource of a kind, by `stack/logical id`."""
        for stack, template in self.templates.items():
            for name, resource in template["Resources"].items():
                if resource["Type"] == kind:
                    yield f"{stack}/{name}", resource.get("Properties", {})


def synthesise(stage: StageConfig, folder: Path, *, add: Callable[..., None] = add_stacks) -> Synthesis:
    """Synthesise what `add` adds of the stage as the CDK's command line does, but with stubs for the code."""
    app = cdk.App(outdir=str(folder / "cdk.out"), context=json.loads((ROOT / "cdk.json").read_text())["context"])
    nag.check(app)
    add(app, stage=stage, assets=stub_assets(folder))
    assembly = app.synth()
    report = json.loads((Path(assembly.directory) / "validation-report.json").read_text())["pluginReports"]
    return Synthesis(
        stage=stage,
        folder=Path(assembly.directory),
        templates={stack.stack_name: stack.template for stack in assembly.stacks},
        findings=[finding for plugin in report for finding in plugin["violations"]],
        acknowledged=acknowledgements(app),
        used={used for plugin in report for finding in plugin["suppressedViolations"] for used in uses(finding)},
    )


def add_sites(app: cdk.App, *, stage: StageConfig, assets: RuntimeAssets) -> None:
    """Put the sites alone into the app."""
    SitesStack(app, stage.called("sites"), stage=stage, **common(stage))


def add_alarm_topic(app: cdk.App, *, stage: StageConfig, assets: RuntimeAssets) -> None:
    """Put the topic of the alarms into the app, and what it stands on."""
    data = DataStack(app, stage.called("data"), stage=stage, **common(stage))
    AlarmTopic(data, "Topic", stage=stage, key=data.key)


def stub_assets(folder: Path) -> RuntimeAssets:
    """Return a layer and code folders with next to nothing in them."""
    layer, code = folder / "layer", folder / "code"
    (layer / "python").mkdir(parents=True)
    (layer / "python" / "stub.py").write_text("")
    for name in (field.name for field in fields(FunctionSizes)):
        (code / name).mkdir(parents=True)
        (code / name / "stub.py").write_text(f"FUNCTION = '{name}'\n")
    return RuntimeAssets(layer=layer, code=code)


def acknowledgements(app: cdk.App) -> set[tuple[str, str]]:
    """Return every acknowledgement of the app."""
    return {
        (construct.node.path, entry.data)
        for construct in app.node.find_all()
        for entry in construct.node.metadata
        if entry.type == ACKNOWLEDGED
    }


def uses(finding: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the acknowledgements that silenced a finding."""
    yield finding["acknowledgedAt"], finding["acknowledgedId"].removeprefix("AwsSolutions::")
