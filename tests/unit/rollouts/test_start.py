from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from shared.rollouts.errors import NetworkBusy, NothingToRetry, RolloutNameTaken, StillRunning
from shared.rollouts.retry import retry_rollout
from shared.rollouts.rollout import EntryState, RolloutState
from shared.rollouts.start import Started, StartOutcome, start_rollout
from tests.builders import NOON, a_request, an_entry
from tests.fakes.clock import FixedClock
from tests.fakes.rollouts import FakeMachine, InMemoryRolloutStore

if TYPE_CHECKING:
    from shared.rollouts.request import RolloutRequest


@dataclass
class Desk:
    """What a start needs, in memory."""

    rollouts: InMemoryRolloutStore = field(default_factory=InMemoryRolloutStore)
    machine: FakeMachine = field(default_factory=FakeMachine)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def start(self, request: RolloutRequest | None = None) -> Started:
        request = request or a_request()
        return start_rollout(request, rollouts=self.rollouts, machine=self.machine, clock=self.clock)

    def retry(self) -> None:
        retry_rollout("legislatives", rollouts=self.rollouts, machine=self.machine, clock=self.clock)

    def end(self, state: RolloutState, *entries: EntryState) -> None:
        """End the running attempt as its report would."""
        self.machine.running.clear()
        self.rollouts.rollouts["legislatives"] = replace(self.rollouts.get("legislatives"), state=state)
        self.rollouts.add_entries(
            "legislatives", [an_entry(f"n-{number}", state=entry) for number, entry in enumerate(entries)]
        )
        self.rollouts.free_network("legislatives")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_first_start_begins_the_first_attempt(desk: Desk) -> None:
    assert desk.start() == Started(rollout_id="legislatives", outcome=StartOutcome.STARTED)
    assert desk.machine.started == [("legislatives", 1, "unfinished")]


def test_starting_a_running_rollout_again_changes_nothing(desk: Desk) -> None:
    desk.start()

    assert desk.start().outcome is StartOutcome.RUNNING
    assert len(desk.machine.started) == 1


def test_starting_a_rollout_that_is_done_again_changes_nothing(desk: Desk) -> None:
    desk.start()
    desk.end(RolloutState.DONE, EntryState.READY)

    assert desk.start().outcome is StartOutcome.UNCHANGED
    assert len(desk.machine.started) == 1


@pytest.mark.parametrize("state", [RolloutState.ABORTED, RolloutState.FAILED])
def test_starting_a_rollout_that_stopped_half_way_resumes_it(desk: Desk, state: RolloutState) -> None:
    desk.start()
    desk.end(state, EntryState.READY, EntryState.PENDING)

    assert desk.start().outcome is StartOutcome.RESUMED
    assert desk.machine.started[-1] == ("legislatives", 2, "unfinished")
    assert desk.rollouts.get("legislatives").state is RolloutState.PLANNING


def test_a_rollout_whose_machine_died_without_a_report_is_resumed(desk: Desk) -> None:
    desk.start()
    desk.machine.running.clear()

    assert desk.start().outcome is StartOutcome.RESUMED


def test_a_name_stands_for_its_files(desk: Desk) -> None:
    desk.start()

    with pytest.raises(RolloutNameTaken, match="started with other files"):
        desk.start(a_request(roster="c"))


def test_the_same_files_with_other_waves_are_the_same_rollout(desk: Desk) -> None:
    desk.start()
    desk.end(RolloutState.ABORTED, EntryState.PENDING)

    assert desk.start(a_request(deadline=NOON)).outcome is StartOutcome.RESUMED
    assert desk.rollouts.get("legislatives").request.deadline == NOON


def test_a_second_rollout_waits_for_the_first(desk: Desk) -> None:
    desk.start()

    with pytest.raises(NetworkBusy, match="rollout legislatives is running"):
        desk.start(a_request("Second tour"))


def test_a_rollout_that_died_does_not_keep_the_network(desk: Desk) -> None:
    desk.start()
    desk.machine.running.clear()

    assert desk.start(a_request("Second tour")).outcome is StartOutcome.STARTED


def test_a_start_killed_before_the_rollout_was_written_does_not_keep_the_network(desk: Desk) -> None:
    desk.rollouts.occupy_network("killed-at-once")

    assert desk.start().outcome is StartOutcome.STARTED


def test_a_rollout_without_a_name_is_named_after_its_files(desk: Desk) -> None:
    first = desk.start(a_request("")).rollout_id

    assert first.startswith("rollout-")
    assert desk.start(a_request("")).rollout_id == first


def test_a_retry_takes_up_only_what_failed(desk: Desk) -> None:
    desk.start()
    desk.end(RolloutState.DONE, EntryState.READY, EntryState.FAILED)
    desk.retry()

    assert desk.machine.started[-1] == ("legislatives", 2, "failed")


def test_a_retry_where_nothing_failed_is_refused(desk: Desk) -> None:
    desk.start()
    desk.end(RolloutState.DONE, EntryState.READY)

    with pytest.raises(NothingToRetry, match="there is nothing to retry"):
        desk.retry()


def test_a_running_rollout_is_not_retried(desk: Desk) -> None:
    desk.start()

    with pytest.raises(StillRunning):
        desk.retry()
