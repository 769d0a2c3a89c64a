"""What a check of the doctor is about, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cli.stages import runs_here

if TYPE_CHECKING:
    from cli.surroundings import Surroundings
    from infra.config import StageConfig


class Verdict(StrEnum):
    """How a check came out."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found, and what mends it if something is wrong."""

    about: str
    verdict: Verdict
    finding: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """The stage that is examined, and the machine that it is examined from."""

    config: StageConfig
    here: Surroundings

    @property
    def is_here(self) -> bool:
        """Tell whether the stage's cloud is on this machine."""
        return runs_here(self.config)


Check = tuple[str, Callable[[str, Patient], Finding]]
"""What a check is about, and the check."""


def right(about: str, finding: str) -> Finding:
    """Return that all is well."""
    return Finding(about=about, verdict=Verdict.RIGHT, finding=finding)


def wrong(about: str, finding: str, remedy: str) -> Finding:
    """Return what is wrong and how to mend it."""
    return Finding(about=about, verdict=Verdict.WRONG, finding=finding, remedy=remedy)
