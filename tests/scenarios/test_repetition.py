"""Whatever comes twice has happened once: messages, starts, and rollouts that were stopped half-way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.contents import contents
from tests.scenarios.inputs import sums_of, write_inputs
from tests.scenarios.network import await_that
from tests.scenarios.queues import await_messages, deliver_twice, is_drained, waiting, workers_resting

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

NATIONS, PEOPLE = 3, 10


def test_messages_delivered_twice_at_once_make_each_nation_once(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "44", nations=NATIONS, people=PEOPLE)
    with workers_resting(network):
        network.banneret("rollout", "start", *inputs.words(), "--name", "doubled")
        for message in await_messages(network, NATIONS):
            deliver_twice(network, message)

    network.await_state("doubled", "done")
    await_that(lambda: is_drained(network))

    report = network.report("doubled")
    assert report["nations"] == {"planned": NATIONS, "ready": NATIONS, "failed": 0, "pending": 0}
    assert report["people"].items() >= sums_of(NATIONS, PEOPLE).items()


def test_a_message_that_comes_again_when_all_is_over_changes_nothing(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "31", nations=2, people=PEOPLE)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "late", "--watch").code == 0
    nation, report = network.nations.get("d31-01"), network.report("late")
    command = {"rollout_id": "late", "attempt": 1, "slug": "d31-01", "task_token": "answered-long-ago"}

    network.client("sqs").send_message(QueueUrl=network.directory.nations_queue, MessageBody=json.dumps(command))
    await_that(lambda: is_drained(network))

    assert network.nations.get("d31-01") == nation
    assert network.report("late") == report


def test_starting_again_what_runs_starts_nothing_and_another_must_wait(network: Network, tmp_path: Path) -> None:
    inputs, others = (write_inputs(tmp_path, departement, nations=2, people=PEOPLE) for departement in ("45", "46"))
    with workers_resting(network):
        first = network.banneret("rollout", "start", *inputs.words(), "--name", "eager", "--json")
        again = network.banneret("rollout", "start", *inputs.words(), "--name", "eager", "--json")
        second = network.banneret("rollout", "start", *others.words(), "--name", "second")

    assert first.json == {"rollout": "eager", "outcome": "started"}
    assert again.json == {"rollout": "eager", "outcome": "running"}
    assert second.code == 1
    assert second.err.splitlines()[-1].startswith("banneret: rollout eager is running: wait for it")
    network.await_state("eager", "done")
    assert network.report("eager")["attempt"] == 1


def test_a_rollout_that_was_stopped_and_then_aborted_founds_nothing_and_goes_on_where_it_was(
    network: Network, tmp_path: Path
) -> None:
    inputs, claims = write_inputs(tmp_path, "49", nations=NATIONS, people=PEOPLE), network.nations.claims()
    start = ["rollout", "start", *inputs.words(), "--name", "stopped", "--json"]
    with workers_resting(network):
        network.banneret(*start)
        await_that(lambda: waiting(network) == NATIONS)
        machine = network.directory.rollout_machine
        execution = f"{machine.replace(':stateMachine:', ':execution:')}:stopped-1"
        network.client("stepfunctions").stop_execution(executionArn=execution)
        resumed = network.banneret(*start)
        await_that(lambda: waiting(network) == 2 * NATIONS)
        assert network.banneret("rollout", "abort", "stopped", "--reason", "wrong roster").code == 0
    await_that(lambda: is_drained(network))

    assert resumed.json == {"rollout": "stopped", "outcome": "resumed"}
    report = network.report("stopped")
    assert (report["state"], report["nations"]["pending"], report["failed"]) == ("aborted", NATIONS, [])
    assert network.nations.claims() == claims

    assert network.banneret(*start).json == resumed.json
    network.await_state("stopped", "done")
    report = network.report("stopped")
    assert (report["attempt"], report["nations"]["ready"]) == (3, NATIONS)
    assert report["people"].items() >= sums_of(NATIONS, PEOPLE).items()


def test_a_done_rollout_started_again_writes_nothing_at_all(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "50", nations=2, people=PEOPLE)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "once", "--watch").code == 0
    before = contents(network)

    again = network.banneret("rollout", "start", *inputs.words(), "--name", "once", "--json")

    assert (again.code, again.json["outcome"]) == (0, "unchanged")
    assert contents(network) == before
