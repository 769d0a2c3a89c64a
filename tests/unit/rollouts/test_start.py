from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.rollouts.errors import NetworkBusy, NetworkResting, NothingToRetry, RolloutNameTaken, StillRunning
from shared.rollouts.retry import retry_rollout
from shared.rollouts.rollout import EntryState, RolloutState
from shared.rollouts.start import STOPPED, Started, StartOutcome, require_room, start_rollout
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

    def stop_in_import(self) -> None:
        """Stop the running attempt at noon, while it brings people in; a worker may go on for 90 seconds."""
        rollout = self.rollouts.get("legislatives")
        moments = replace(rollout.milestones, import_started_at=NOON)
        importing = replace(rollout, state=RolloutState.IMPORTING, milestones=moments, straggle_seconds=90)
        self.rollouts.save(importing)
        self.machine.stop("legislatives", attempt=rollout.attempt, reason="wrong file")

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


@pytest.mark.parametrize("name", ["Législatives", "Second tour"])
def test_a_rollout_stopped_in_its_import_keeps_the_network_while_its_workers_may_write(desk: Desk, name: str) -> None:
    desk.start()
    desk.stop_in_import()
    desk.clock = FixedClock(NOON + timedelta(seconds=89))

    with pytest.raises(NetworkResting, match=r"legislatives was stopped .* until 12:01:30 UTC"):
        desk.start(a_request(name))

    desk.clock = FixedClock(NOON + timedelta(seconds=90))
    assert desk.start(a_request(name)).outcome in {StartOutcome.RESUMED, StartOutcome.STARTED}
    assert desk.rollouts.running == desk.machine.started[-1][0]


def test_whose_place_another_takes_is_on_record_as_aborted(desk: Desk) -> None:
    desk.start()
    desk.machine.stop("legislatives", attempt=1, reason="by hand")

    desk.start(a_request("Second tour"))

    stopped = desk.rollouts.get("legislatives")
    assert (stopped.state, stopped.reason) == (RolloutState.ABORTED, STOPPED)


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


def require(desk: Desk, request: RolloutRequest) -> None:
    """Ask whether a start would be refused."""
    require_room(request, rollouts=desk.rollouts, machine=desk.machine, clock=desk.clock)


def test_room_is_there_for_a_first_start_for_one_that_runs_and_for_one_that_is_done(desk: Desk) -> None:
    require(desk, a_request())
    desk.start()
    require(desk, a_request())
    desk.end(RolloutState.DONE, EntryState.READY)
    desk.start(a_request("Second tour"))
    require(desk, a_request())

    assert len(desk.machine.started) == 2


def test_what_a_start_would_be_refused_for_is_known_before_it(desk: Desk) -> None:
    desk.start()

    with pytest.raises(RolloutNameTaken):
        require(desk, a_request(roster="c"))
    with pytest.raises(NetworkBusy):
        require(desk, a_request("Second tour"))
    desk.stop_in_import()
    with pytest.raises(NetworkResting):
        require(desk, a_request("Second tour"))
