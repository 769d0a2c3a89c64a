"""The queues of letters that could not be sent, by whom they are for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.stage import StageDirectory


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQueues:
    """The URLs of where letters wait for their next try, and of where those end that no try could send."""

    waiting: str
    dead: str


def letter_queues(directory: StageDirectory) -> Mapping[str, LetterQueues]:
    """Return the queues of a stage: of letters to members, and of confirmations."""
    return {
        "members": LetterQueues(waiting=directory.letters_queue, dead=directory.letters_dead_letter_queue),
        "confirmations": LetterQueues(
            waiting=directory.confirmations_queue, dead=directory.confirmations_dead_letter_queue
        ),
    }
