"""Whatever comes twice has happened once: messages, starts, and rollouts that were stopped half-way."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.scenarios.contents import contents
from tests.scenarios.inputs import sums_of, write_inputs
from tests.scenarios.network import STAGE, await_that

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("cloud")

NATIONS, PEOPLE = 3, 10


@contextmanager
def workers_resting(network: Network) -> Iterator[None]:
    """Keep the workers from the queue of nations: whatever is sent to it stays there meanwhile."""
    functions = network.client("lambda")
    (mapping,) = functions.list_event_source_mappings(FunctionName=f"banneret-{STAGE}-provision-nation")[
        "EventSourceMappings"
    ]
    functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    try:
        yield
    finally:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


def receive_all(network: Network, *, of: int) -> list[Any]:
    """Return so many messages of the nations' queue, which stay in it."""
    messages: dict[str, Any] = {}

    def is_complete() -> bool:
        answer = network.client("sqs").receive_message(
            QueueUrl=network.directory.nations_queue, MaxNumberOfMessages=10, VisibilityTimeout=60
        )
        messages.update({message["MessageId"]: message for message in answer.get("Messages", [])})
        return len(messages) == of

    await_that(is_complete)
    return list(messages.values())


def deliver_again(network: Network, message: Any) -> None:
    """Send a message once more, and let the first one be seen again as well."""
    queue = {"QueueUrl": network.directory.nations_queue}
    network.client("sqs").send_message(**queue, MessageBody=message["Body"])
    network.client("sqs").change_message_visibility(
        **queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
    )


def settled(network: Network) -> bool:
    """Tell whether no message waits, neither for a worker nor as a dead letter."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    queues = (network.directory.nations_queue, network.directory.dead_letter_queue)
    return not any(
        int(count)
        for queue in queues
        for count in network.client("sqs")
        .get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
        .values()
    )


def test_messages_delivered_twice_at_once_make_each_nation_once(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "44", nations=NATIONS, people=PEOPLE)
    with workers_resting(network):
        network.banneret("rollout", "start", *inputs.words(), "--name", "doubled")
        for message in receive_all(network, of=NATIONS):
            deliver_again(network, message)

    network.await_state("doubled", "done")
    await_that(lambda: settled(network))

    report = network.report("doubled")
    assert report["nations"] == {"planned": NATIONS, "ready": NATIONS, "failed": 0, "pending": 0}
    assert report["people"].items() >= sums_of(NATIONS, PEOPLE).items()
    assert report["waves"][0]["failed"] == 0


def test_starting_again_what_runs_starts_nothing(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "45", nations=2, people=PEOPLE)
    with workers_resting(network):
        first = network.banneret("rollout", "start", *inputs.words(), "--name", "eager", "--json")
        again = network.banneret("rollout", "start", *inputs.words(), "--name", "eager", "--json")

    assert first.json == {"rollout": "eager", "outcome": "started"}
    assert again.json == {"rollout": "eager", "outcome": "running"}
    network.await_state("eager", "done")
    assert network.report("eager")["attempt"] == 1


def test_a_rollout_whose_execution_was_stopped_goes_on_where_it_was(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "49", nations=NATIONS, people=PEOPLE)
    with workers_resting(network):
        network.banneret("rollout", "start", *inputs.words(), "--name", "stopped")
        receive_all(network, of=NATIONS)
        machine = network.directory.rollout_machine
        execution = f"{machine.replace(':stateMachine:', ':execution:')}:stopped-1"
        network.client("stepfunctions").stop_execution(executionArn=execution)

    resumed = network.banneret("rollout", "start", *inputs.words(), "--name", "stopped", "--json")

    assert resumed.json == {"rollout": "stopped", "outcome": "resumed"}
    network.await_state("stopped", "done")
    report = network.report("stopped")
    assert (report["attempt"], report["nations"]["ready"]) == (2, NATIONS)
    assert report["people"].items() >= sums_of(NATIONS, PEOPLE).items()


def test_a_done_rollout_started_again_writes_nothing_at_all(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "50", nations=2, people=PEOPLE)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "once", "--watch").code == 0
    before = contents(network)

    assert network.banneret("rollout", "start", *inputs.words(), "--name", "once").code == 0

    assert contents(network) == before
