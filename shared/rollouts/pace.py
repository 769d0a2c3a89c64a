"""How a rollout is getting on: how far, how fast, and whether it will be there in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.rollouts.rollout import EntryState, RolloutState

if TYPE_CHECKING:
    from datetime import datetime

    from shared.rollouts.rollout import Entry, Progress


class Timeliness(StrEnum):
    """Whether the deadline will be met."""

    ON = "on time"
    BEHIND = "behind"
    UNKNOWN = "too early to tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One of the two stretches of a rollout, people or nations: how much of it is done, at which rate a second."""

    done: int
    total: int
    rate: float | None

    @property
    def left(self) -> timedelta | None:
        """How long the rest takes at this rate; None where nothing is known yet."""
        if self.done >= self.total:
            return timedelta()
        return timedelta(seconds=(self.total - self.done) / self.rate) if self.rate else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A rollout at one moment. Waves are counted from 1; `wave` is None until the first has begun.

    `left` is for the stretch under way: while people are imported, nobody knows yet how long the waves will take.
    """

    rollout_id: str
    state: RolloutState
    nations: Stretch
    failed: int
    people: Stretch
    wave: int | None
    waves: int
    left: timedelta | None
    deadline: datetime | None
    timeliness: Timeliness | None


def pace_of(progress: Progress, *, now: datetime) -> Pace:
    """Measure a rollout's latest attempt."""
    people, nations = _people(progress, now), _nations(progress, now)
    left = _left(progress, people, nations)
    deadline = progress.rollout.request.deadline
    attempted = [entry for entry in progress.entries if entry.attempt == progress.rollout.attempt]
    return Pace(
        rollout_id=progress.rollout.id,
        state=progress.rollout.state,
        nations=nations,
        failed=sum(entry.state is EntryState.FAILED for entry in progress.entries),
        people=people,
        wave=_wave(progress, attempted),
        waves=max((entry.wave + 1 for entry in attempted), default=0),
        left=left,
        deadline=deadline,
        timeliness=None if deadline is None else _timeliness(deadline, progress, _end(progress, now, left)),
    )


def _people(progress: Progress, now: datetime) -> Stretch:
    milestones = progress.rollout.milestones
    settled, total = progress.people.settled, progress.rollout.people_rows or 0
    return Stretch(
        done=settled,
        total=total,
        rate=_rate(settled, milestones.import_started_at, milestones.import_finished_at or now),
    )


def _nations(progress: Progress, now: datetime) -> Stretch:
    milestones = progress.rollout.milestones
    ready = [entry for entry in progress.entries if entry.state is EntryState.READY]
    begun = milestones.import_finished_at or milestones.started_at
    fresh = sum(entry.attempt == progress.rollout.attempt for entry in ready)
    return Stretch(
        done=len(ready), total=len(progress.entries), rate=_rate(fresh, begun, milestones.finished_at or now)
    )


def _rate(done: int, start: datetime | None, end: datetime) -> float | None:
    """Return the rate a second; None before anything is done."""
    seconds = (end - start).total_seconds() if start else 0
    return done / seconds if done and seconds > 0 else None


def _wave(progress: Progress, attempted: list[Entry]) -> int | None:
    """Return the wave that is under way, or the last once none is; None before the first."""
    if not attempted or progress.rollout.state in {RolloutState.PLANNING, RolloutState.IMPORTING}:
        return None
    pending = [entry.wave for entry in attempted if entry.state is EntryState.PENDING]
    return min(pending, default=max(entry.wave for entry in attempted)) + 1


def _left(progress: Progress, people: Stretch, nations: Stretch) -> timedelta | None:
    """Return how long the stretch under way still takes; nothing is known while the rollout is being planned."""
    if progress.rollout.state.is_final:
        return timedelta()
    if progress.rollout.state is RolloutState.PLANNING:
        return None
    return people.left if progress.rollout.state is RolloutState.IMPORTING else nations.left


def _end(progress: Progress, now: datetime, left: timedelta | None) -> datetime | None:
    if finished := progress.rollout.milestones.finished_at:
        return finished
    return None if left is None else now + left


def _timeliness(deadline: datetime, progress: Progress, end: datetime | None) -> Timeliness:
    """Judge by the end of the stretch under way: an import that ends in time leaves open when its waves will."""
    if end is None:
        return Timeliness.UNKNOWN
    if end > deadline:
        return Timeliness.BEHIND
    return Timeliness.UNKNOWN if _waves_follow(progress) else Timeliness.ON


def _waves_follow(progress: Progress) -> bool:
    """Tell whether an import is under way behind which nations of this attempt wait."""
    rollout = progress.rollout
    waiting = (entry.attempt == rollout.attempt and entry.state is EntryState.PENDING for entry in progress.entries)
    return rollout.state is RolloutState.IMPORTING and any(waiting)
