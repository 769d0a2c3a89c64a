"""The report: what became of every nation and of every row."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from shared.rollouts.paths import report_key
from shared.rollouts.rollout import EntryState, PeopleSums, Progress, RolloutState, WaveRecord

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.rollouts.ports import RolloutFiles, RolloutStore


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedNation:
    """A nation that failed, and why."""

    slug: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconds:
    """How long the latest attempt took: in all, importing people, provisioning nations; None for what has not begun."""

    total: float
    import_: float | None
    provision: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutReport:
    """A rollout in numbers, live or final."""

    rollout: str
    state: RolloutState
    reason: str | None
    attempt: int
    planned: int
    ready: int
    failed: tuple[FailedNation, ...]
    pending: int
    people: PeopleSums
    people_expected: int | None
    seconds: Seconds
    waves: tuple[WaveRecord, ...]
    deadline: datetime | None

    def to_json(self) -> dict[str, Any]:
        """Return the report as docs/data-formats.md describes it.

        `people.rows` counts the rows whose fate is known, so that it is the sum of the
        others at every moment; `people.expected` is what the file holds.
        """
        return {
            "rollout": self.rollout,
            "state": self.state.value,
            "reason": self.reason,
            "attempt": self.attempt,
            "nations": {
                "planned": self.planned,
                "ready": self.ready,
                "failed": len(self.failed),
                "pending": self.pending,
            },
            "failed": [asdict(nation) for nation in self.failed],
            "people": {**asdict(self.people), "rows": self.people.settled, "expected": self.people_expected},
            "seconds": {
                "total": self.seconds.total,
                "import": self.seconds.import_,
                "provision": self.seconds.provision,
            },
            "waves": [asdict(wave) for wave in self.waves],
            "deadline": self.deadline.isoformat() if self.deadline else None,
        }


def read_report(rollout_id: str, *, rollouts: RolloutStore, clock: Clock) -> RolloutReport:
    """Return the report as things stand; raises RolloutUnknown."""
    return report_of(rollouts.progress(rollout_id), now=clock.now())


def report_rollout(
    rollout_id: str,
    state: RolloutState,
    *,
    reason: str | None,
    frees_network: bool = True,
    rollouts: RolloutStore,
    files: RolloutFiles,
    clock: Clock,
) -> RolloutReport:
    """End the rollout in this state, write its report and free the network; doing it twice changes nothing."""
    rollouts.advance(rollout_id, state, reason=reason, finished_at=clock.now())
    report = read_report(rollout_id, rollouts=rollouts, clock=clock)
    files.write(report_key(rollout_id), json.dumps(report.to_json(), ensure_ascii=False).encode())
    if frees_network:
        rollouts.free_network(rollout_id)
    return report


def report_of(progress: Progress, *, now: datetime) -> RolloutReport:
    """Sum up what is known of a rollout."""
    rollout = progress.rollout
    counts = Counter(entry.state for entry in progress.entries)
    failed = (entry for entry in progress.entries if entry.state is EntryState.FAILED)
    return RolloutReport(
        rollout=rollout.id,
        state=rollout.state,
        reason=rollout.reason,
        attempt=rollout.attempt,
        planned=len(progress.entries),
        ready=counts[EntryState.READY],
        failed=tuple(FailedNation(slug=entry.slug, reason=entry.reason or "no reason given") for entry in failed),
        pending=counts[EntryState.PENDING],
        people=progress.people,
        people_expected=rollout.people_rows,
        seconds=_seconds(progress, now),
        waves=progress.waves,
        deadline=rollout.request.deadline,
    )


def _seconds(progress: Progress, now: datetime) -> Seconds:
    moments = progress.rollout.milestones
    end = moments.finished_at or now
    return Seconds(
        total=_between(moments.started_at, end) or 0.0,
        import_=_between(moments.import_started_at, moments.import_finished_at or end),
        provision=_between(moments.import_finished_at, end),
    )


def _between(start: datetime | None, end: datetime) -> float | None:
    return round((end - start).total_seconds(), 3) if start else None
