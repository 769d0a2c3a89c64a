"""Killed workers, messages delivered twice, nations that cannot be provisioned: everybody else goes on."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cli.waiting import SystemPatience
from shared.nations.nation import NationStatus
from shared.sites.kit import load_kit
from tests.builders import a_nation
from tests.scenarios.inputs import sums_of, write_inputs
from tests.scenarios.network import await_that, broken_home

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("cloud")

NATIONS = 8
KILLS = 6


def plant_poison(network: Network, slug: str, zone: str) -> None:
    """Leave an open nation whose home page cannot be shown, as a fault of an earlier version might."""
    network.nations.found(a_nation(slug, zones=(f"constituency:{zone}",), status=NationStatus.READY))
    network.nations.furnish(slug, [broken_home()], is_open=False)


def mend(network: Network, slug: str) -> None:
    """Give the nation a home page that can be shown."""
    home = next(item for item in load_kit().page_items() if item["sk"] == "PAGE#home")
    network.nations.furnish(slug, [home], is_open=False)


OF_A_PLACE = frozenset({"pk", "sk", "name_key", "imported", "source", "geo_tags"})
"""Attributes in which the same person of two departements differs."""


def without_place(people: dict[str, Any], code: str) -> list[str]:
    """Return people's items as text in which their nation does not show."""
    kept = [{name: value for name, value in item.items() if name not in OF_A_PLACE} for item in people.values()]
    return sorted(json.dumps(item, sort_keys=True).replace(code, "NN-NN") for item in kept)


def test_killing_workers_all_along_ends_in_the_same_nations_and_sums(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "59", nations=NATIONS)
    calm = write_inputs(tmp_path, "75", nations=NATIONS)
    assert network.banneret("rollout", "start", *calm.words(), "--name", "Calm", "--watch").code == 0
    chance, patience, kills = random.Random(59), SystemPatience(), 0

    started = network.begin("rollout", "start", *inputs.words(), "--name", "Rough", "--watch")
    while started.poll() is None:
        workers = network.workers()
        if kills < KILLS and workers and chance.random() < 0.4:
            network.kill(chance.choice(workers))
            kills += 1
        patience.pause(timedelta(seconds=0.5).total_seconds())
    out, err = started.communicate()

    assert started.returncode == 0, out + err
    assert kills == KILLS
    report = network.report("rough")
    assert report["nations"] == {"planned": NATIONS, "ready": NATIONS, "failed": 0, "pending": 0}
    assert {name: report["people"][name] for name in sums_of(NATIONS)} == sums_of(NATIONS)
    assert without_place(network.people_of("d59-02"), "59-02") == without_place(network.people_of("d75-02"), "75-02")
    assert all(network.visit(f"/{slug}/").status_code == 200 for slug in inputs.slugs)


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
