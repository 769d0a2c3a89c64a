"""A rollout as its page and the board of the latest show it: how far, how fast, in time or not, why nations failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.rollouts.pace import Timeliness, pace_of
from shared.rollouts.rollout import EntryState, RolloutState

if TYPE_CHECKING:
    from datetime import datetime, timedelta, tzinfo

    from shared.rollouts.pace import Stretch
    from shared.rollouts.ports import RolloutStore
    from shared.rollouts.rollout import Entry, Progress

ROLLOUTS = 3
"""Rollouts on the board: each is read whole, with an entry for each of its nations."""

FAILURES = 25
"""Failed nations on one page."""

TIMELINESS = {Timeliness.ON: "on", Timeliness.BEHIND: "behind", Timeliness.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveBar:
    """One wave of the latest attempt, counted from 1; `verdict` is empty until it was judged."""

    number: int
    ready: int
    failed: int
    pending: int
    verdict: str

    @property
    def total(self) -> int:
        """How many nations it has."""
        return self.ready + self.failed + self.pending


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutBoard:
    """All that the page shows; `next` is behind which slug the list of failures goes on, empty at its end.

    `left` is None while nothing is known of it: at the beginning, and while it waits for somebody.
    """

    id: str
    name: str
    state: str
    reason: str
    attempt: int
    created_at: datetime
    nations: Stretch
    people: Stretch
    failed: int
    rejected: int
    unassigned: int
    wave: int | None
    waves: tuple[WaveBar, ...]
    left: timedelta | None
    seconds: float
    deadline: datetime | None
    timeliness: str
    failures: tuple[Entry, ...]
    next: str

    @property
    def pending(self) -> int:
        """Nations of which nothing is known yet."""
        return self.nations.total - self.nations.done - self.failed

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens by itself."""
        return RolloutState(self.state).is_final

    @property
    def has_settled_people(self) -> bool:
        """Whether the fate of all rows is known."""
        return 0 < self.people.total <= self.people.done

    @property
    def awaits_approval(self) -> bool:
        """Whether somebody must let it go on."""
        return self.state == RolloutState.AWAITING_APPROVAL

    @property
    def may_resume(self) -> bool:
        """Whether it stopped before its end, and can go on from there."""
        return self.state in {RolloutState.ABORTED, RolloutState.FAILED}

    @property
    def may_retry(self) -> bool:
        """Whether the nations that failed can be taken up again."""
        return self.state == RolloutState.DONE and self.failed > 0


def latest_boards(rollouts: RolloutStore, *, now: datetime, timezone: tzinfo) -> tuple[RolloutBoard, ...]:
    """Return the boards of the latest rollouts, the newest first; moments are told by `timezone`."""
    latest = rollouts.page(limit=ROLLOUTS).elements
    return tuple(board_of(rollouts.progress(each.id), now=now, timezone=timezone) for each in latest)


def board_of(progress: Progress, *, now: datetime, timezone: tzinfo, after: str = "") -> RolloutBoard:
    """Return the board of a rollout, with the failures behind the slug `after`; moments are told by `timezone`."""
    rollout, pace = progress.rollout, pace_of(progress, now=now)
    failed = [entry for entry in progress.entries if entry.state is EntryState.FAILED and entry.slug > after]
    end = rollout.milestones.finished_at or now
    return RolloutBoard(
        id=rollout.id,
        name=rollout.request.name or rollout.id,
        state=rollout.state.value,
        reason=rollout.reason or "",
        attempt=rollout.attempt,
        created_at=rollout.created_at.astimezone(timezone),
        nations=pace.nations,
        people=pace.people,
        failed=pace.failed,
        rejected=progress.people.rejected,
        unassigned=progress.people.unassigned,
        wave=pace.wave,
        waves=_waves(progress),
        left=None if rollout.state is RolloutState.AWAITING_APPROVAL else pace.left,
        seconds=(end - rollout.milestones.started_at).total_seconds(),
        deadline=pace.deadline.astimezone(timezone) if pace.deadline else None,
        timeliness=TIMELINESS[pace.timeliness] if pace.timeliness else "",
        failures=tuple(failed[:FAILURES]),
        next=failed[FAILURES - 1].slug if len(failed) > FAILURES else "",
    )


def _waves(progress: Progress) -> tuple[WaveBar, ...]:
    attempt = progress.rollout.attempt
    states = Counter((entry.wave, entry.state) for entry in progress.entries if entry.attempt == attempt)
    verdicts = {record.wave: record.verdict for record in progress.waves}
    return tuple(
        WaveBar(
            number=wave + 1,
            ready=states[wave, EntryState.READY],
            failed=states[wave, EntryState.FAILED],
            pending=states[wave, EntryState.PENDING],
            verdict=verdicts.get(wave, ""),
        )
        for wave in sorted({wave for wave, _ in states})
    )
