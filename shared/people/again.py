"""Changing a person whom somebody else may be changing at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from shared.kernel.errors import TransientError
from shared.people.table import StepRefused, WriteDisturbed

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

CONFLICTS = 8
"""Times that one change is tried: more than one person's own haste makes."""


def until_undisturbed(attempt: Callable[[], T]) -> T:
    """Return what `attempt` does, read anew and tried again each time that somebody else was faster.

    Raises TransientError when it never gets through.
    """
    for _ in range(CONFLICTS):
        try:
            return attempt()
        except (StepRefused, WriteDisturbed):
            continue
    raise TransientError(f"a change of a person met somebody else's {CONFLICTS} times")
