"""Bring a stage up: its cloud, and in it the stacks as the sources are now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.cloud import Cloud
from cli.deployment.cdk import NodeCdk, node_folder
from cli.deployment.deploy import Deployment
from cli.deployment.fingerprint import fingerprint
from cli.local_stage.home import PROJECT, StageHome
from cli.stages import runs_here

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from pathlib import Path

    from cli.account import Account
    from cli.deployment.workshop import Workshop
    from cli.local_stage.emulator import Emulator
    from infra.config import StageConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class EmulatorWish:
    """How the emulator is to be started, if it does not run yet."""

    port: int
    enforce_iam: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtUp:
    """A stage that stands: where, and whether anything had to be deployed."""

    cloud: Cloud
    deployed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """Brings stages up from this checkout."""

    environment: MutableMapping[str, str]
    emulator_of: Callable[[StageHome], Emulator]
    workshop_of: Callable[[StageHome], Workshop]
    account: Account
    say: Callable[[str], None]
    project: Path = PROJECT

    def bring_up(self, stage: StageConfig, wish: EmulatorWish) -> BroughtUp:
        """Return once the stage stands; doing it again is quick, and mends what was interrupted."""
        home = StageHome.of(stage.name, self.environment)
        with home.locked():
            self.workshop_of(home).clear()
            return self._bring_up_here(stage, home, wish) if runs_here(stage) else self._deploy_to_aws(stage, home)

    def _bring_up_here(self, stage: StageConfig, home: StageHome, wish: EmulatorWish) -> BroughtUp:
        emulator = self.emulator_of(home)
        was_running = emulator.running()
        running = emulator.start(port=wish.port, region=stage.region, enforce_iam=wish.enforce_iam)
        verb = "runs" if was_running else "started"
        self.say(f"the cloud on this machine {verb}: {running.endpoint} (process {running.process.pid})")
        cloud = Cloud(region=stage.region, endpoint=running.endpoint)
        cloud.enter(self.environment)
        facts = {"sources": fingerprint(self.project), "emulator": running.process.born}
        if home.deployed() == facts:
            return BroughtUp(cloud=cloud, deployed=False)
        self._deploy(stage, home, cloud)
        home.keep_deployed(facts)
        return BroughtUp(cloud=cloud, deployed=True)

    def _deploy_to_aws(self, stage: StageConfig, home: StageHome) -> BroughtUp:
        cloud = Cloud(region=stage.region)
        cloud.enter(self.environment)
        self._deploy(stage, home, cloud)
        return BroughtUp(cloud=cloud, deployed=True)

    def _deploy(self, stage: StageConfig, home: StageHome, cloud: Cloud) -> None:
        workshop = self.workshop_of(home)
        programs = f"{node_folder()}:{self.environment.get('PATH', '')}"
        environment = {**self.environment, "PATH": programs, "CI": "true", "NO_COLOR": "1"}
        Deployment(
            stage=stage.name,
            environment=f"aws://{self.account.number()}/{stage.region}",
            cdk=NodeCdk(project=self.project, folder=self.project, environment=environment, workshop=workshop),
            bare_cdk=NodeCdk(project=self.project, folder=home.folder, environment=environment, workshop=workshop),
            workshop=workshop,
            assembly=home.folder / "cdk.out",
            direct=cloud.is_emulated,
            port=cloud.port,
            say=self.say,
        ).run(bootstrapped=self.account.is_bootstrapped())
