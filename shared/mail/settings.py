"""What each function that sends letters must be told by its environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSettings(Settings):
    """Where letters wait that could not be sent, and how long."""

    waiting_queue: str
    """URL of the queue."""
    rest_seconds: int
    """How long a letter rests before its next try; whatever passes by itself is waited for twice as long each time."""
    longest_rest_seconds: int
    """The longest that it rests between two tries."""
