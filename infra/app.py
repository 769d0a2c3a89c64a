"""The composition root: which stage, which stacks, in which order. `cdk.json` runs it.

`-c stage=<name>` chooses the stage; `local` without it.
"""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk

from infra import nag
from infra.config import Deployer, StageConfig
from infra.stacks.data import DataStack
from infra.stacks.sites import SitesStack
from infra.stages import STAGES


def main() -> None:
    """Synthesise the stage that the context names."""
    app = cdk.App()
    stage = STAGES[app.node.try_get_context("stage") or "local"]
    nag.check(app)
    add_stacks(app, stage=stage)
    app.synth()


def add_stacks(app: cdk.App, *, stage: StageConfig) -> None:
    """Put the stage's stacks into the app."""
    DataStack(app, stage.called("data"), stage=stage, **common(stage))
    SitesStack(app, stage.called("sites"), stage=stage, **common(stage))


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
    main()
