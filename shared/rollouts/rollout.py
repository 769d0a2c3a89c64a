"""What a rollout is, and what is known of each of its nations.

planning ──► importing ──► provisioning ──► done
    │            │           │      ▲
    │            │           ▼      │ approve
    │            │    awaiting_approval ──► aborted
    └────────────┴──► failed
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from shared.nations.nation import NationSeed
    from shared.rollouts.request import RolloutRequest


class RolloutState(StrEnum):
    """Where a rollout stands."""

    PLANNING = "planning"
    IMPORTING = "importing"
    PROVISIONING = "provisioning"
    AWAITING_APPROVAL = "awaiting_approval"
    DONE = "done"
    ABORTED = "aborted"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more happens by itself."""
        return self in {RolloutState.DONE, RolloutState.ABORTED, RolloutState.FAILED}


class EntryState(StrEnum):
    """What became of one nation in a rollout."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


class Scope(StrEnum):
    """Which nations an attempt takes up."""

    UNFINISHED = "unfinished"
    """All that are not ready: a first attempt, or one that resumes."""
    FAILED = "failed"
    """Only those that failed: a retry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """When the latest attempt came to each of its steps; None for those it has not reached."""

    started_at: datetime
    import_started_at: datetime | None = None
    import_finished_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollout:
    """One run that brings a roster's nations into being."""

    id: str
    request: RolloutRequest
    state: RolloutState
    attempt: int
    created_at: datetime
    milestones: Milestones
    reason: str | None = None
    people_rows: int | None = None
    """Rows of the people file, as the plan counted them."""
    straggle_seconds: int | None = None
    """How long workers of the attempt's import may go on after its machine was stopped; None where it has no import."""

    @property
    def may_still_load(self) -> timedelta | None:
        """How long, after its machine was stopped, somebody may still write people; None where nobody does."""
        moments = self.milestones
        if self.straggle_seconds is None or moments.import_started_at is None or moments.import_finished_at:
            return None
        return timedelta(seconds=self.straggle_seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One nation of a rollout.

    `wave` is counted from 0 within `attempt`, the latest that took the nation up.
    `seconds` is the time of the worker that made it ready. `last_error` is what the
    worker said when it last gave up: it becomes the `reason` of a dead letter.
    """

    seed: NationSeed
    state: EntryState = EntryState.PENDING
    attempt: int = 0
    wave: int = 0
    reason: str | None = None
    last_error: str | None = None
    seconds: float | None = None
    people: int | None = None

    @property
    def slug(self) -> str:
        """The nation's slug."""
        return self.seed.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveRecord:
    """How one wave of the latest attempt was judged."""

    wave: int
    nations: int
    failed: int
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleSums:
    """What became of the rows of the people file; once the import has settled, `rows` is the sum of the others."""

    rows: int = 0
    created: int = 0
    merged: int = 0
    unchanged: int = 0
    rejected: int = 0
    unassigned: int = 0

    @property
    def settled(self) -> int:
        """The rows whose fate is known."""
        return self.created + self.merged + self.unchanged + self.rejected + self.unassigned


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All that is known of a rollout at one moment."""

    rollout: Rollout
    entries: tuple[Entry, ...]
    people: PeopleSums
    waves: tuple[WaveRecord, ...] = field(default=())
