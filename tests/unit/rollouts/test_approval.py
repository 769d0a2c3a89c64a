from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import TransientError
from shared.rollouts.approval import abort_rollout, approve_rollout, ask_approval
from shared.rollouts.errors import AlreadyOver, NotAwaitingApproval
from shared.rollouts.rollout import Milestones, RolloutState
from tests.builders import NOON, a_rollout, an_entry
from tests.fakes.clock import FixedClock
from tests.fakes.rollouts import FakeMachine, FakeTokens, InMemoryFiles, InMemoryRolloutStore

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.fixture
def rollouts() -> InMemoryRolloutStore:
    store = InMemoryRolloutStore()
    store.create(a_rollout(state=RolloutState.PROVISIONING))
    store.occupy_network("legislatives")
    return store


def test_a_rollout_that_asks_waits_until_it_is_approved(rollouts: InMemoryRolloutStore) -> None:
    tokens = FakeTokens("token")
    ask_approval("legislatives", token="token", rollouts=rollouts)
    assert rollouts.get("legislatives").state is RolloutState.AWAITING_APPROVAL

    approve_rollout("legislatives", rollouts=rollouts, tokens=tokens)

    assert tokens.answers == [("token", "success")]
    assert rollouts.get("legislatives").state is RolloutState.PROVISIONING


def test_approving_twice_answers_once(rollouts: InMemoryRolloutStore) -> None:
    tokens = FakeTokens("token")
    ask_approval("legislatives", token="token", rollouts=rollouts)
    approve_rollout("legislatives", rollouts=rollouts, tokens=tokens)

    with pytest.raises(NotAwaitingApproval, match="is provisioning: it waits for nobody"):
        approve_rollout("legislatives", rollouts=rollouts, tokens=tokens)
    assert len(tokens.answers) == 1


class UnreachableTokens(FakeTokens):
    """Tokens that nobody can answer just now."""

    def succeed(self, token: str, output: Mapping[str, object]) -> bool:
        raise TransientError("Step Functions does not answer")


def test_an_approval_that_could_not_be_sent_can_be_given_again(rollouts: InMemoryRolloutStore) -> None:
    ask_approval("legislatives", token="token", rollouts=rollouts)
    with pytest.raises(TransientError):
        approve_rollout("legislatives", rollouts=rollouts, tokens=UnreachableTokens("token"))
    assert rollouts.get("legislatives").state is RolloutState.AWAITING_APPROVAL
    tokens = FakeTokens("token")

    approve_rollout("legislatives", rollouts=rollouts, tokens=tokens)

    assert tokens.answers == [("token", "success")]
    assert rollouts.get("legislatives").state is RolloutState.PROVISIONING


def test_a_rollout_that_asks_again_is_approved_by_its_latest_token(rollouts: InMemoryRolloutStore) -> None:
    for token in ("of-a-killed-worker", "token"):
        ask_approval("legislatives", token=token, rollouts=rollouts)
    tokens = FakeTokens("token")

    approve_rollout("legislatives", rollouts=rollouts, tokens=tokens)

    assert tokens.answers == [("token", "success")]


def test_an_approval_that_comes_too_late_says_so(rollouts: InMemoryRolloutStore) -> None:
    ask_approval("legislatives", token="token", rollouts=rollouts)

    with pytest.raises(NotAwaitingApproval, match="no longer waiting"):
        approve_rollout("legislatives", rollouts=rollouts, tokens=FakeTokens())


def test_an_abort_stops_the_machine_writes_the_report_and_frees_the_network(rollouts: InMemoryRolloutStore) -> None:
    machine, files = FakeMachine(), InMemoryFiles()
    machine.running.add(("legislatives", 1))
    rollouts.add_entries("legislatives", [an_entry("a")])

    abort_rollout(
        "legislatives",
        reason="wrong roster",
        rollouts=rollouts,
        files=files,
        machine=machine,
        clock=FixedClock(NOON),
    )

    report = json.loads(files.read("rollouts/legislatives/report.json"))
    assert (report["state"], report["reason"], report["nations"]["pending"]) == ("aborted", "wrong roster", 1)
    assert not machine.running
    assert rollouts.running is None


def test_an_abort_in_the_import_leaves_the_network_to_workers_that_may_still_write(
    rollouts: InMemoryRolloutStore,
) -> None:
    machine = FakeMachine()
    machine.running.add(("legislatives", 1))
    moments = Milestones(started_at=NOON, import_started_at=NOON)
    rollouts.save(a_rollout(state=RolloutState.IMPORTING, milestones=moments, straggle_seconds=90))

    abort_rollout(
        "legislatives",
        reason="wrong file",
        rollouts=rollouts,
        files=InMemoryFiles(),
        machine=machine,
        clock=FixedClock(NOON),
    )

    assert rollouts.get("legislatives").state is RolloutState.ABORTED
    assert rollouts.running == "legislatives"


def test_a_rollout_that_is_over_is_not_aborted(rollouts: InMemoryRolloutStore) -> None:
    rollouts.advance("legislatives", RolloutState.DONE)

    with pytest.raises(AlreadyOver, match="is done already"):
        abort_rollout(
            "legislatives",
            reason="",
            rollouts=rollouts,
            files=InMemoryFiles(),
            machine=FakeMachine(),
            clock=FixedClock(NOON),
        )
