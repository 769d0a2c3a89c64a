"""Judge the wave that has just run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.rollouts.gate import Judgement, WaveProgress, judge_wave
from shared.rollouts.rollout import Entry, EntryState, RolloutState, WaveRecord

if TYPE_CHECKING:
    from shared.rollouts.ports import RolloutStore

NO_ANSWER = "its worker gave no answer"
"""Why a nation failed whose task ended without anybody noting what became of it."""


def settle_wave(rollout_id: str, *, attempt: int, wave: int, waves: int, rollouts: RolloutStore) -> Judgement:
    """Count the wave's nations, judge it and keep the judgement; a nation that nobody settled has failed."""
    # Whoever approved the wave may have been killed before it said that the rollout goes on.
    rollouts.advance(rollout_id, RolloutState.PROVISIONING)
    entries = [
        _settled(rollout_id, entry, rollouts)
        for entry in rollouts.entries(rollout_id)
        if entry.attempt == attempt and entry.wave == wave
    ]
    failed = sum(state is EntryState.FAILED for state in entries)
    progress = WaveProgress(nations=len(entries), failed=failed, waves_left=waves - wave - 1)
    judgement = judge_wave(progress, tolerance=rollouts.get(rollout_id).request.tolerance)
    record = WaveRecord(
        wave=wave, nations=len(entries), failed=failed, verdict=judgement.verdict.value, reason=judgement.reason
    )
    rollouts.add_wave(rollout_id, record)
    return judgement


def _settled(rollout_id: str, entry: Entry, rollouts: RolloutStore) -> EntryState:
    if entry.state is not EntryState.PENDING:
        return entry.state
    if rollouts.settle(rollout_id, entry.slug, EntryState.FAILED, reason=NO_ANSWER):
        return EntryState.FAILED
    return rollouts.entry(rollout_id, entry.slug).state
