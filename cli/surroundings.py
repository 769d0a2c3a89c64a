"""What a command finds around itself: this process by default, something tame in a test."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.console import Console

from cli.account import Account, AwsAccount
from cli.bring_up import Builder
from cli.cloud import Cloud
from cli.deployment.workshop import Workshop
from cli.display import Bars, Lines
from cli.errors import StageNotDeployed
from cli.local_stage.emulator import Emulator
from cli.local_stage.home import StageHome
from cli.local_stage.machine import Machine
from cli.local_stage.processes import MachineProcesses
from cli.stages import runs_here, stage_called
from cli.waiting import SystemPatience

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from cli.display import Display
    from cli.stage import Stage
    from cli.waiting import Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything outside that a command may touch.

    `say` writes a line for people to stderr, `ask` returns what somebody typed
    (None where nobody can). `open_stage` raises StageNotDeployed.
    """

    environment: MutableMapping[str, str]
    patience: Patience
    machine: Machine
    account: Account
    say: Callable[[str], None]
    ask: Callable[[], str | None]
    display: Callable[[], Display]
    open_stage: Callable[[str], Stage]

    def home(self, stage: str) -> StageHome:
        """Return the stage's folder on this machine."""
        return StageHome.of(stage, self.environment)

    def emulator(self, home: StageHome) -> Emulator:
        """Return the emulator of a stage."""
        return Emulator(home=home, machine=self.machine)

    def workshop(self, home: StageHome) -> Workshop:
        """Return where the CDK works for a stage."""
        return Workshop(home=home, processes=self.machine.processes, patience=self.patience)

    def builder(self) -> Builder:
        """Return what brings stages up."""
        return Builder(
            environment=self.environment,
            emulator_of=self.emulator,
            workshop_of=self.workshop,
            account=self.account,
            say=self.say,
        )


Here = Annotated[Surroundings, Parameter(parse=False)]
"""The annotation by which a command asks for its surroundings; the command line does not see it."""


def this_process() -> Surroundings:
    """Return the surroundings of this very process."""
    console = Console(stderr=True, highlight=False)
    patience = SystemPatience()
    machine = Machine(processes=MachineProcesses(), patience=patience)

    def say(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    return Surroundings(
        environment=os.environ,
        patience=patience,
        machine=machine,
        account=AwsAccount(),
        say=say,
        ask=lambda: sys.stdin.readline().strip() or None,
        display=lambda: Bars(console) if console.is_terminal else Lines(say, patience),
        open_stage=lambda name: open_stage(name, os.environ, machine),
    )


def open_stage(name: str, environment: MutableMapping[str, str], machine: Machine) -> Stage:
    """Enter the stage's cloud and open the stage; raises StageNotDeployed, InputError for a name that is none."""
    from cli.stage import connect  # noqa: PLC0415 - all stores together load for a second, and many a command opens none

    config = stage_called(name)
    cloud = Cloud(region=config.region)
    if runs_here(config):
        running = Emulator(home=StageHome.of(name, environment), machine=machine).running()
        if running is None:
            raise StageNotDeployed(name, "does not run")
        cloud = Cloud(region=config.region, endpoint=running.endpoint)
    cloud.enter(environment)
    return connect(config, cloud)
