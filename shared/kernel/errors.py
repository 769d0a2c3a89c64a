"""Everything that can go wrong; the first fork says who acts.

BanneretError
├── TransientError      worth another try: the queue or the workflow repeats it
└── PermanentError      a person must look: no repetition will mend it
    ├── InputError      what was handed in is wrong; carries every fault found
    ├── NotFound        what was named does not exist
    └── Conflict        the world is not as the request supposes

Messages of these errors are shown to people and written to logs: they never
carry personal data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class BanneretError(Exception):
    """The root of all errors that Banneret raises on purpose."""


class TransientError(BanneretError):
    """Worth another try."""


class PermanentError(BanneretError):
    """No repetition will mend it."""


class NotFound(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """What was named does not exist."""


class Conflict(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """The world is not as the request supposes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with an input: where, why, and what mends it.

    `place` is a file with a line (`roster.csv, line 12`), an option or a field.
    """

    place: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}. {self.remedy}"


class InputError(PermanentError):
    """What was handed in is wrong; `faults` names every fault, in the order of the input."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
