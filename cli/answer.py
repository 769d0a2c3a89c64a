"""What a command has to say in the end: a document for programs, lines for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class ExitCode(IntEnum):
    """What the command tells the shell."""

    DONE = 0
    FAILED = 1
    """The work failed."""
    MISUSED = 2
    """Wrong usage or wrong input: nothing was done."""
    INTERRUPTED = 130
    """Ctrl-C: 128 and the number of SIGINT, as shells have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The outcome of a command.

    With `--json` the document is all that stdout gets, otherwise the lines are.
    """

    document: Mapping[str, Any]
    lines: tuple[str, ...] = ()
    failed: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """What the shell is told."""
        return ExitCode.FAILED if self.failed else ExitCode.DONE
