"""From sources to a stage that stands: bootstrap beside synthesis, then the deployment of all stacks."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.deployment.lines import reason, told
from cli.errors import DeploymentFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.deployment.cdk import Cdk
    from cli.deployment.workshop import Workshop

AT_ONCE = 4
"""Stacks that are deployed at once; ours have few dependencies among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One way to deploy a stage.

    `environment` is where to, as the CDK writes it (`aws://<account>/<region>`).
    `cdk` knows our app; `bare_cdk` knows none, and does not synthesise it either.
    `direct` leaves change sets out: the emulator takes five seconds for each.
    `port` is where the emulator listens: its distribution is told the way to its APIs.
    """

    stage: str
    environment: str
    cdk: Cdk
    bare_cdk: Cdk
    workshop: Workshop
    assembly: Path
    direct: bool
    port: int | None
    say: Callable[[str], None]

    def run(self, *, bootstrapped: bool) -> None:
        """Bring the stacks into the cloud; raises DeploymentFailed. Doing it again mends a half-done one."""
        with ThreadPoolExecutor(max_workers=2) as pool:
            bootstrap = None if bootstrapped else pool.submit(self._bootstrap)
            try:
                self._synthesise()
            except BaseException:
                # Nobody waits for a bootstrap after a Ctrl-C.
                self.workshop.clear()
                raise
            if bootstrap:
                bootstrap.result()
        self._deploy()

    def _bootstrap(self) -> None:
        self.say("preparing the account and region for the CDK")
        self._run(self.bare_cdk, "bootstrap", self.environment)

    def _synthesise(self) -> None:
        self.say("making the templates and the bundles of the functions")
        # A run that was killed leaves a lock in there, and its number may live on in a container that buries no dead.
        shutil.rmtree(self.assembly, ignore_errors=True)
        told = [f"stage={self.stage}", *([f"port={self.port}"] if self.port else [])]
        context = [word for pair in told for word in ("--context", pair)]
        self._run(self.cdk, "synth", "--quiet", *context, "--output", str(self.assembly))

    def _deploy(self) -> None:
        method = ["--method=direct"] if self.direct else []
        options = ["--all", "--require-approval=never", f"--concurrency={AT_ONCE}", "--progress=events", *method]
        self._run(self.cdk, "deploy", "--app", str(self.assembly), *options)

    def _run(self, cdk: Cdk, *arguments: str) -> None:
        lines: list[str] = []

        def hear(line: str) -> None:
            lines.append(line)
            if news := told(line):
                self.say(news)

        if cdk(*arguments, hear=hear) != 0:
            raise DeploymentFailed(self.stage, reason(lines), self.workshop.log)
