"""Changes cut into transactions: each deed once in any of them, its changes in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.counters.change import Change
    from shared.counters.deed import Deed

MOST = 98
"""Marks of one transaction: DynamoDB takes 100 actions, and the counters and their day are two of them."""


def rounds_of(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """Yield the changes, at most MOST at once: all first changes of deeds, then all second ones, and so on."""
    times: dict[Deed, int] = {}
    turns: dict[int, list[Change]] = {}
    for change in changes:
        turn = times[change.deed] = times.get(change.deed, 0) + 1
        turns.setdefault(turn, []).append(change)
    for together in turns.values():
        for start in range(0, len(together), MOST):
            yield together[start : start + MOST]
