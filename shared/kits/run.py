"""One run that brings all nations up to an edition of the kit: a few first, the rest if all is well with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

CANARIES = 5
"""Nations of the first wave, unless HQ says otherwise."""


class Standing(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    WAITING = "waiting"
    """Some of a wave failed: somebody has to say whether it goes on."""
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class KitRun:
    """A run to the edition of a version; `waves` are slugs, those up to `wave` have been asked to follow."""

    version: str
    number: int
    waves: tuple[tuple[str, ...], ...]
    by: str
    started_at: datetime
    wave: int = 0
    stopped: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        """The nations of all waves that have begun."""
        return tuple(slug for wave in self.waves[: self.wave + 1] for slug in wave)

    @property
    def is_last(self) -> bool:
        """Whether the last wave has begun."""
        return self.wave + 1 >= len(self.waves)

    def moved(self) -> KitRun:
        """Return the run with its next wave begun."""
        return replace(self, wave=self.wave + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How it went with one nation: pages changed, decisions that it has before it, or why it failed."""

    slug: str
    at: datetime
    changed: int = 0
    waiting: int = 0
    site: str = ""
    """What became of its site: a word of `shared.sites.orders.OrderOutcome`."""
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come: nations by how they stand, and for each wave how many of how many are done."""

    standing: Standing
    done: int
    failed: tuple[Settled, ...]
    pending: int
    changed: int
    waiting: int
    waves: tuple[tuple[int, int], ...]

    @property
    def total(self) -> int:
        """All nations of the run."""
        return self.done + len(self.failed) + self.pending


def in_waves(slugs: Sequence[str], *, canaries: int = CANARIES) -> tuple[tuple[str, ...], ...]:
    """Return the nations in two waves, or in one where there are no more than the canaries."""
    waves = (tuple(slugs[:canaries]), tuple(slugs[canaries:]))
    return tuple(wave for wave in waves if wave)


def progress_of(run: KitRun, settled: Mapping[str, Settled]) -> Progress:
    """Return how far the run has come."""
    of_run = [settled[slug] for wave in run.waves for slug in wave if slug in settled]
    done = [each for each in of_run if not each.failure]
    total = sum(map(len, run.waves))
    return Progress(
        standing=standing_of(run, settled),
        done=len(done),
        failed=tuple(each for each in of_run if each.failure),
        pending=total - len(of_run),
        changed=sum(each.changed for each in done),
        waiting=sum(each.waiting for each in done),
        waves=tuple((sum(slug in settled and not settled[slug].failure for slug in w), len(w)) for w in run.waves),
    )


def standing_of(run: KitRun, settled: Mapping[str, Settled]) -> Standing:
    """Return where the run stands: it is done when all of its nations are, and waits while some failed."""
    if all(slug in settled and not settled[slug].failure for wave in run.waves for slug in wave):
        return Standing.DONE
    if run.stopped:
        return Standing.STOPPED
    return Standing.WAITING if all(slug in settled for slug in run.asked) else Standing.RUNNING


def may_go_on(run: KitRun, settled: Mapping[str, Settled]) -> bool:
    """Tell whether the next wave may begin by itself: all that was asked for is done, and nothing failed."""
    well = all(slug in settled and not settled[slug].failure for slug in run.asked)
    return well and not run.is_last and not run.stopped
