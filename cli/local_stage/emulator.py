"""The emulator's life: started on a free port of 127.0.0.1, waited for, found again, stopped with all its children."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cli.deployment.cdk import node_folder
from cli.errors import EmulatorFailed, PortTaken
from cli.local_stage.home import RunningEmulator, StageHome
from cli.local_stage.sessions import GLANCE, end_session
from cli.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from cli.local_stage.machine import Machine

DEFAULT_PORT = 4566
"""The emulator's own choice."""

START = timedelta(seconds=60)
"""It takes under one second here; a busy machine with a cold disk may take many times that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emulator:
    """The emulator of one stage."""

    home: StageHome
    machine: Machine

    @property
    def log(self) -> Path:
        """Where the emulator writes what it does."""
        return self.home.folder / "emulator.log"

    @property
    def _workspace(self) -> Path:
        """Where the emulator unpacks functions; it goes with the emulator."""
        return self.home.folder / "tmp"

    def running(self) -> RunningEmulator | None:
        """Return the emulator if it runs."""
        known = self.home.emulator()
        return known if known and self.machine.processes.is_alive(known.process) else None

    def start(self, *, port: int, region: str, enforce_iam: bool) -> RunningEmulator:
        """Start the emulator and return once it answers; raises PortTaken, EmulatorFailed.

        One that runs already is returned as it is.
        """
        if emulator := self.running():
            self._await_health(emulator)
            return emulator
        self.stop()
        if not self.machine.is_free(port):
            raise PortTaken(port, self.machine.holder_of(port))
        emulator = self._spawn(port=port, region=region, enforce_iam=enforce_iam)
        self._await_health(emulator)
        return emulator

    def stop(self) -> bool:
        """Stop the emulator and every process it started; tell whether there was anything to stop."""
        known = self.home.emulator()
        if known is None:
            return False
        processes, patience = self.machine.processes, self.machine.patience
        found = processes.session_of(known.process)
        if not end_session(known.process, processes=processes, patience=patience):
            raise EmulatorFailed(f"the emulator (process {known.process.pid}) does not stop: see {self.log}")
        shutil.rmtree(self._workspace, ignore_errors=True)
        self.home.forget_emulator()
        return bool(found)

    def _spawn(self, *, port: int, region: str, enforce_iam: bool) -> RunningEmulator:
        self.home.make()
        self._workspace.mkdir(exist_ok=True)
        process = self.machine.processes.start(
            [sys.executable, "-m", "ministack"],
            environment=_environment(port=port, region=region, enforce_iam=enforce_iam, workspace=self._workspace),
            log=self.log,
        )
        emulator = RunningEmulator(process=process, port=port, region=region, enforces_iam=enforce_iam)
        self.home.keep_emulator(emulator)
        return emulator

    def _await_health(self, emulator: RunningEmulator) -> None:
        """Return once the emulator answers; raises EmulatorFailed if it ends, or never does."""
        is_alive, is_healthy = self.machine.processes.is_alive, self.machine.is_healthy

        def is_settled() -> bool:
            return not is_alive(emulator.process) or is_healthy(emulator.endpoint)

        wait_until(is_settled, at_most=START, every=GLANCE, patience=self.machine.patience)
        if not is_alive(emulator.process):
            raise EmulatorFailed(f"the emulator ended at once: {self.log} says why")
        if not is_healthy(emulator.endpoint):
            raise EmulatorFailed(
                f"the emulator runs (process {emulator.process.pid}) but does not answer at {emulator.endpoint}: "
                f"stop it with `banneret down`, then see {self.log}"
            )


def _environment(*, port: int, region: str, enforce_iam: bool, workspace: Path) -> dict[str, str]:
    """Return all that the emulator is told; nothing of the caller's AWS settings reaches it."""
    return {
        # It starts `node` by its name, for CloudFront Functions.
        "PATH": f"{node_folder()}:{os.defpath}",
        "HOME": str(workspace),
        "TMPDIR": str(workspace),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": region,
        "AUTH": "true" if enforce_iam else "false",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
    }
