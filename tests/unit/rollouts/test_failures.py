from __future__ import annotations

import pytest

from shared.kernel.errors import PermanentError
from shared.rollouts.failures import fail_dead_letter, reason_of, record_failure
from shared.rollouts.rollout import EntryState
from tests.builders import an_entry
from tests.fakes.rollouts import FakeTokens, InMemoryRolloutStore


@pytest.fixture
def rollouts() -> InMemoryRolloutStore:
    store = InMemoryRolloutStore()
    store.add_entries("legislatives", [an_entry("a")])
    return store


def test_our_own_errors_say_what_is_wrong() -> None:
    assert reason_of(PermanentError("page home: has no blocks")) == "page home: has no blocks"


def test_of_foreign_errors_only_the_kind_is_told() -> None:
    reason = reason_of(ValueError("jeanne@example.org is not a number"))

    assert "ValueError" in reason
    assert "jeanne" not in reason


def test_a_dead_letter_fails_its_nation_and_its_task_with_the_workers_last_words(
    rollouts: InMemoryRolloutStore,
) -> None:
    tokens = FakeTokens("token")
    rollouts.note_error("legislatives", "a", "page home: has no blocks")

    reason = fail_dead_letter("legislatives", "a", token="token", rollouts=rollouts, tokens=tokens)

    assert reason == rollouts.entry("legislatives", "a").reason == "page home: has no blocks"
    assert tokens.answers == [("token", "NationFailed")]


def test_a_dead_letter_of_a_worker_that_was_always_killed_says_so(rollouts: InMemoryRolloutStore) -> None:
    reason = fail_dead_letter("legislatives", "a", token="token", rollouts=rollouts, tokens=FakeTokens())

    assert reason == "its worker was stopped each time before it could say why"


def test_a_task_that_nobody_answered_in_time_is_a_failure(rollouts: InMemoryRolloutStore) -> None:
    assert record_failure("legislatives", "a", error={"Error": "States.Timeout"}, rollouts=rollouts)
    assert rollouts.entry("legislatives", "a").reason == "no worker answered in time"


def test_a_nation_that_is_ready_does_not_fail_afterwards(rollouts: InMemoryRolloutStore) -> None:
    rollouts.settle("legislatives", "a", EntryState.READY)

    assert not record_failure("legislatives", "a", error={"Error": "NationFailed", "Cause": "late"}, rollouts=rollouts)
