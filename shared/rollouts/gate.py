"""The gate behind each wave: go on, or wait for a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.rollouts.waves import Tolerance


class Verdict(StrEnum):
    """What becomes of the rollout behind a wave."""

    ADVANCE = "advance"
    PAUSE = "pause"
    FINISH = "finish"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveProgress:
    """What became of a wave's nations, and how many waves come after it."""

    nations: int
    failed: int
    waves_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict and its reason, a sentence for people."""

    verdict: Verdict
    reason: str


def judge_wave(progress: WaveProgress, *, tolerance: Tolerance) -> Judgement:
    """Decide whether the rollout may go on to its next wave.

    Behind the last wave nothing is left to hold back: it finishes whatever failed.
    """
    tolerated = tolerance.of(progress.nations)
    counts = f"{progress.failed} of {progress.nations} nations failed, {tolerated} tolerated"
    if progress.waves_left == 0:
        return Judgement(verdict=Verdict.FINISH, reason=f"last wave: {counts}")
    if progress.failed > tolerated:
        return Judgement(verdict=Verdict.PAUSE, reason=counts)
    return Judgement(verdict=Verdict.ADVANCE, reason=counts)
