"""What can go wrong in the command itself.

BanneretError
└── CommandFailed           the work failed: exit code 1
    ├── StageNotDeployed        there is no cloud to talk to, or only half of one
    ├── EmulatorFailed          the cloud on this machine did not start or stop
    │   └── PortTaken
    └── DeploymentFailed        the CDK gave up
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import BanneretError

if TYPE_CHECKING:
    from pathlib import Path


class CommandFailed(BanneretError):  # noqa: N818 - the name states the fact, as the style asks
    """The work failed; the message says what, why and how to mend it."""


class StageNotDeployed(CommandFailed):
    """There is no cloud to talk to, or only half of one."""

    def __init__(self, stage: str, finding: str) -> None:
        super().__init__(f"stage {stage} {finding}: run `banneret up --stage {stage}`")
        self.stage = stage


class EmulatorFailed(CommandFailed):
    """The cloud on this machine did not start or stop."""


class PortTaken(EmulatorFailed):
    """Something else listens on the port."""

    def __init__(self, port: int, holder: str | None) -> None:
        by = f" by {holder}" if holder else ""
        super().__init__(f"port {port} is in use{by}: stop it, or choose another port with --port or BANNERET_PORT")
        self.port = port


class DeploymentFailed(CommandFailed):
    """The CDK gave up; its own words are in the log."""

    def __init__(self, stage: str, reason: str, log: Path) -> None:
        super().__init__(
            f"stage {stage} could not be deployed: {reason}. All of it is in {log}; then `banneret up` again"
        )
        self.log = log
