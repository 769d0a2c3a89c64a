"""The board of rollouts: how far each has come, and why nations failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.rollouts.rollout import EntryState, RolloutState

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from shared.rollouts.ports import RolloutStore
    from shared.rollouts.rollout import Entry, Progress

ROLLOUTS = 3
"""Rollouts on the board: each is read whole, with an entry for each of its nations."""

FAILURES = 20
"""Failed nations whose reasons are shown; the command line tells of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One rollout as the board shows it."""

    id: str
    name: str
    state: str
    created_at: datetime
    reason: str
    ready: int
    pending: int
    failed: int
    people: int
    failures: tuple[Entry, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens by itself."""
        return RolloutState(self.state).is_final

    @property
    def total(self) -> int:
        """How many nations it is about."""
        return self.ready + self.pending + self.failed


def board_of(rollouts: RolloutStore, *, timezone: tzinfo) -> tuple[Lane, ...]:
    """Return the latest rollouts, the newest first; moments are told by `timezone`."""
    latest = rollouts.page(limit=ROLLOUTS).elements
    return tuple(_lane(rollouts.progress(each.id), timezone) for each in latest)


def _lane(progress: Progress, timezone: tzinfo) -> Lane:
    states = Counter(entry.state for entry in progress.entries)
    failed = [entry for entry in progress.entries if entry.state is EntryState.FAILED]
    rollout = progress.rollout
    return Lane(
        id=rollout.id,
        name=rollout.request.name or rollout.id,
        state=rollout.state.value,
        created_at=rollout.created_at.astimezone(timezone),
        reason=rollout.reason or "",
        ready=states[EntryState.READY],
        pending=states[EntryState.PENDING],
        failed=states[EntryState.FAILED],
        people=progress.people.settled,
        failures=tuple(failed[:FAILURES]),
    )
