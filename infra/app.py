"""The composition root: which stage, which stacks, in which order. `cdk.json` runs it.

`-c stage=<name>` chooses the stage; `local` without it. `-c port=<number>` says where the emulator listens.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aws_cdk as cdk

from infra import nag
from infra.bundling import bundle
from infra.config import Deployer, StageConfig
from infra.stacks.actions import ActionsStack
from infra.stacks.api import ApiStack
from infra.stacks.console import ConsoleStack
from infra.stacks.data import DataStack
from infra.stacks.directory import DirectoryStack, directory_of
from infra.stacks.rollout import RolloutStack
from infra.stacks.sites import SitesStack
from infra.stacks.watch import Watched, WatchStack
from infra.stages import LOCAL, stage_named

if TYPE_CHECKING:
    from infra.assets import RuntimeAssets


def synthesise(app: cdk.App) -> None:
    """Synthesise the stage that the app's context names."""
    stage = stage_of(app)
    nag.check(app)
    with tempfile.TemporaryDirectory() as code:
        add_stacks(app, stage=stage, assets=bundle(stage.layer, code=Path(code)))
        app.synth()


def stage_of(app: cdk.App) -> StageConfig:
    """Return the stage that the context names, with the emulator's port if it says one."""
    stage = stage_named(app.node.try_get_context("stage") or LOCAL.name)
    port = app.node.try_get_context("port")
    return replace(stage, edge=replace(stage.edge, port=int(port))) if port else stage


def add_stacks(app: cdk.App, *, stage: StageConfig, assets: RuntimeAssets) -> None:
    """Put the stage's stacks into the app."""
    data = DataStack(app, stage.called("data"), stage=stage, **common(stage))
    sites = SitesStack(app, stage.called("sites"), stage=stage, **common(stage))
    rollout = RolloutStack(
        app, stage.called("rollout"), stage=stage, assets=assets, data=data, sites=sites, **common(stage)
    )
    actions = ActionsStack(
        app,
        stage.called("actions"),
        stage=stage,
        assets=assets,
        data=data,
        sites=sites,
        rollout=rollout,
        **common(stage),
    )
    api = ApiStack(app, stage.called("api"), stage=stage, rollout=rollout, **common(stage))
    console = ConsoleStack(
        app,
        stage.called("console"),
        stage=stage,
        assets=assets,
        data=data,
        sites=sites,
        rollout=rollout,
        actions=actions,
        **common(stage),
    )
    watched = Watched(data=data, sites=sites, rollout=rollout, actions=actions, api=api, console=console)
    watch = WatchStack(app, stage.called("watch"), stage=stage, watched=watched, **common(stage))
    where = directory_of(
        stage, data=data, sites=sites, rollout=rollout, actions=actions, api=api, console=console, watch=watch
    )
    DirectoryStack(app, stage.called("directory"), stage=stage, directory=where, **common(stage))


def common(stage: StageConfig) -> dict[str, Any]:
    """Return what every stack of the stage is told about its deployment."""
    return {
        "env": cdk.Environment(region=stage.region),
        "synthesizer": synthesizer(stage),
        "termination_protection": stage.protected,
        "tags": {"application": "banneret", "stage": stage.name},
    }


def synthesizer(stage: StageConfig) -> cdk.IStackSynthesizer:
    """Return whose permissions deploy the stage's stacks; a synthesizer serves one stack only."""
    if stage.deployer is Deployer.CALLER:
        return cdk.CliCredentialsStackSynthesizer()
    return cdk.DefaultStackSynthesizer()


if __name__ == "__main__":
    synthesise(cdk.App())
