from __future__ import annotations

import pytest

from shared.rollouts.gate import Verdict
from shared.rollouts.judge import NO_ANSWER, settle_wave
from shared.rollouts.rollout import EntryState, RolloutState
from tests.builders import a_rollout, an_entry
from tests.fakes.rollouts import InMemoryRolloutStore


@pytest.fixture
def rollouts() -> InMemoryRolloutStore:
    store = InMemoryRolloutStore()
    store.create(a_rollout())
    return store


def test_only_the_nations_of_the_wave_and_the_attempt_are_judged(rollouts: InMemoryRolloutStore) -> None:
    rollouts.add_entries(
        "legislatives",
        [
            an_entry("this", attempt=2, wave=0, state=EntryState.READY),
            an_entry("later", attempt=2, wave=1),
            an_entry("before", attempt=1, wave=0, state=EntryState.FAILED),
        ],
    )

    judgement = settle_wave("legislatives", attempt=2, wave=0, waves=2, rollouts=rollouts)

    assert judgement.verdict is Verdict.ADVANCE
    assert rollouts.waves["legislatives", 0].nations == 1


def test_a_nation_that_nobody_settled_has_failed(rollouts: InMemoryRolloutStore) -> None:
    rollouts.add_entries("legislatives", [an_entry("silent", attempt=1)])

    judgement = settle_wave("legislatives", attempt=1, wave=0, waves=2, rollouts=rollouts)

    assert judgement.verdict is Verdict.PAUSE
    assert rollouts.entry("legislatives", "silent").reason == NO_ANSWER


def test_a_rollout_whose_wave_ran_waits_for_nobody_any_more(rollouts: InMemoryRolloutStore) -> None:
    rollouts.advance("legislatives", RolloutState.AWAITING_APPROVAL)

    settle_wave("legislatives", attempt=1, wave=1, waves=2, rollouts=rollouts)

    assert rollouts.get("legislatives").state is RolloutState.PROVISIONING
