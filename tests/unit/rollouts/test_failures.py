from __future__ import annotations

import pytest

from shared.kernel.errors import PermanentError
from shared.rollouts.failures import fail_dead_letter, reason_of, record_failure
from shared.rollouts.rollout import EntryState, RolloutState
from tests.builders import a_rollout, an_entry
from tests.fakes.rollouts import FakeTokens, InMemoryRolloutStore


@pytest.fixture
def rollouts() -> InMemoryRolloutStore:
    store = InMemoryRolloutStore()
    store.create(a_rollout(state=RolloutState.PROVISIONING))
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

    reason = fail_dead_letter("legislatives", "a", attempt=1, token="token", rollouts=rollouts, tokens=tokens)

    assert reason == rollouts.entry("legislatives", "a").reason == "page home: has no blocks"
    assert tokens.answers == [("token", "NationFailed")]


def test_a_dead_letter_of_a_worker_that_was_always_killed_says_so(rollouts: InMemoryRolloutStore) -> None:
    reason = fail_dead_letter("legislatives", "a", attempt=1, token="token", rollouts=rollouts, tokens=FakeTokens())

    assert reason == "its worker was stopped each time before it could say why"


def test_a_task_that_nobody_answered_in_time_is_a_failure(rollouts: InMemoryRolloutStore) -> None:
    assert record_failure("legislatives", "a", attempt=1, error={"Error": "States.Timeout"}, rollouts=rollouts)
    assert rollouts.entry("legislatives", "a").reason == "no worker answered in time"


def test_a_nation_that_is_ready_does_not_fail_afterwards(rollouts: InMemoryRolloutStore) -> None:
    rollouts.settle("legislatives", "a", EntryState.READY)

    late = {"Error": "NationFailed", "Cause": "late"}
    assert not record_failure("legislatives", "a", attempt=1, error=late, rollouts=rollouts)


@pytest.mark.parametrize(("state", "attempt"), [(RolloutState.ABORTED, 1), (RolloutState.PROVISIONING, 2)])
def test_what_fails_of_an_attempt_that_is_over_leaves_its_nation_pending(
    rollouts: InMemoryRolloutStore, state: RolloutState, attempt: int
) -> None:
    rollouts.save(a_rollout(state=state, attempt=attempt))
    tokens = FakeTokens("token")

    assert fail_dead_letter("legislatives", "a", attempt=1, token="token", rollouts=rollouts, tokens=tokens) is None
    assert not record_failure("legislatives", "a", attempt=1, error={"Error": "States.Timeout"}, rollouts=rollouts)

    assert rollouts.entry("legislatives", "a").state is EntryState.PENDING
    assert tokens.answers == []
