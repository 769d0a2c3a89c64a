"""Several rounds of several measurements, interleaved: a noisy machine disturbs them all alike."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Name = TypeVar("Name")


def least(actions: Mapping[Name, Callable[[], float]], *, rounds: int) -> dict[Name, float]:
    """Return the least that each action measured; each round begins with another action."""
    order = deque(actions)
    measured: dict[Name, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name in order:
            measured[name].append(actions[name]())
        order.rotate(-1)
    return {name: min(values) for name, values in measured.items()}


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the seconds of processor time, of all threads, that the work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
