"""Messages delivered again, nations that cannot be provisioned, gates: everybody else goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.scenarios.inputs import write_inputs
from tests.scenarios.network import await_that
from tests.scenarios.poison import mend, plant_poison

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")


# Every run has it of a message that comes twice at once, and of one that comes when all is over.
@pytest.mark.nightly
def test_a_message_delivered_again_changes_nothing(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "31", nations=2, people=5)
    network.banneret("rollout", "start", *inputs.words(), "--name", "Twice", "--watch")
    before, report = network.nations.get("d31-01"), network.report("twice")
    command = {"rollout_id": "twice", "attempt": 1, "slug": "d31-01", "task_token": "answered-long-ago"}
    sqs, queue = network.client("sqs"), network.directory.nations_queue

    for _ in range(2):
        sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(command))
    await_that(lambda: is_empty(sqs, queue))

    assert network.nations.get("d31-01") == before
    assert network.report("twice") == report
    assert is_empty(sqs, network.directory.dead_letter_queue)


def is_empty(sqs: Any, queue: str) -> bool:
    """Tell whether no message waits or is being worked on."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return all(attributes[name] == "0" for name in names)


def test_a_poison_nation_fails_alone_says_why_and_is_retried_alone(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "33", nations=4, people=5)
    plant_poison(network, "d33-03", "33-03")

    started = network.banneret("rollout", "start", *inputs.words(), "--name", "Poison", "--tolerate", "1", "--watch")

    report = network.report("poison")
    assert started.code == 1
    assert report["nations"] == {"planned": 4, "ready": 3, "failed": 1, "pending": 0}
    assert report["failed"][0]["slug"] == "d33-03"
    assert "page home" in report["failed"][0]["reason"]

    mend(network, "d33-03")
    assert network.banneret("rollout", "retry", "poison").code == 0
    network.await_state("poison", "done")
    report = network.report("poison")
    assert (report["nations"]["ready"], report["failed"], report["attempt"]) == (4, [], 2)
    assert report["waves"][0]["nations"] == 1, "only what failed was taken up"


@pytest.mark.parametrize(
    ("departement", "verb", "state", "ready"), [("34", "approve", "done", 2), ("35", "abort", "aborted", 0)]
)
def test_a_canary_that_fails_waits_for_a_person(
    network: Network, tmp_path: Path, departement: str, verb: str, state: str, ready: int
) -> None:
    inputs, name = write_inputs(tmp_path, departement, nations=3, people=5), f"gate-{verb}"
    plant_poison(network, f"d{departement}-01", f"{departement}-01")
    network.banneret("rollout", "start", *inputs.words(), "--name", name, "--waves", "1,rest", "--tolerate", "0")
    network.await_state(name, "awaiting_approval")

    busy = network.banneret("rollout", "start", *write_inputs(tmp_path, "36", nations=1).words(), "--name", "second")
    assert busy.code != 0
    assert f"rollout {name} is running" in busy.err

    reason = ["--reason", "wrong roster"] if verb == "abort" else []
    assert network.banneret("rollout", verb, name, *reason).code == 0
    network.await_state(name, state)
    nations = network.report(name)["nations"]
    assert (nations["ready"], nations["failed"]) == (ready, 1)


def test_silence_at_the_gate_ends_the_rollout_by_itself(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "37", nations=2, people=5)
    plant_poison(network, "d37-01", "37-01")
    network.banneret("rollout", "start", *inputs.words(), "--name", "silence", "--waves", "1,rest", "--tolerate", "0")

    network.await_state("silence", "aborted")

    assert "nobody answered in time" in network.report("silence")["reason"]
