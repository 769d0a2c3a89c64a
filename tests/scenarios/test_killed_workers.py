"""Workers killed in the middle of their work: the rollout ends as if nothing had happened."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cli.waiting import SystemPatience
from shared.access.items import INVITED
from tests.scenarios.contents import items, objects, wipe
from tests.scenarios.logs import log_lines
from tests.scenarios.network import await_that
from tests.scenarios.workers import workers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

NATIONS, PEOPLE = 6, 240

INVITATIONS_TIMES = frozenset({"invited_at", "expires_at"})

STORMS = 5
"""Times at which every worker there is gets killed."""

TIMES = frozenset({"founded_at", "changed_at", "seconds"})
"""What differs between two runs of the same files, and may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A roster and a people file, made up as `banneret sample` does."""

    roster: Path
    people: Path

    def named(self, name: str) -> list[str]:
        """Return the words that start a rollout of it."""
        files = ["--roster", str(self.roster), "--people", str(self.people)]
        return ["rollout", "start", *files, "--waves", "2,rest", "--name", name]

    def personal_data(self) -> Iterator[str]:
        """Yield addresses, numbers and family names as the file spells them, and bare."""
        with self.people.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["nom"]
                yield from {row["email"].strip(), row["email"].strip().lower()}
                yield from {row["téléphone"], re.sub(r"\D", "", row["téléphone"])[-9:]}


@pytest.fixture(scope="module")
def sample(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    size = ["--nations", str(NATIONS), "--people", str(PEOPLE)]
    made = network.banneret("sample", *size, "--out", str(folder), "--json")
    return Sample(roster=folder / "roster.csv", people=folder / made.json["people_file"])


@pytest.fixture(scope="module")
def undisturbed(network: Network, sample: Sample) -> Mapping[str, Any]:
    """What the sample comes to when nobody disturbs its rollout."""
    wipe(network)
    # Whoever worked before may know for a minute more of a kit that is gone.
    for idle in workers(network):
        idle.kill()
    assert network.banneret(*sample.named("calm"), "--watch").code == 0
    return outcome(network, "calm")


def outcome(network: Network, rollout: str) -> Mapping[str, Any]:
    """Return all that a rollout leaves behind, but for its name and for the time it took."""
    report = network.report(rollout)
    nations = [item for item in items(network, network.directory.network_table) if "NATION#" in item["pk"]["S"]]
    return {
        "nations": report["nations"],
        "people": report["people"],
        "records": [timeless(published(item), rollout) for item in nations],
        "persons": [timeless(item, rollout) for item in items(network, network.directory.people_table)],
        "sites": objects(network, network.directory.site_bucket),
    }


def published(item: Any) -> Any:
    """Return a publication's record as its files alone, path to hash and bytes; any other item as it is.

    An invitation is told without its times and the hash of its secret, which is drawn anew each time.
    """
    if item["sk"]["S"].startswith(INVITED):
        told = {name: value for name, value in item.items() if name not in INVITATIONS_TIMES}
        return {**told, "sk": {"S": INVITED}}
    if not item["sk"]["S"].startswith("VERSION#"):
        return item
    files = {path: stored["L"][1:] for path, stored in item["files"]["M"].items()}
    return {"pk": item["pk"], "sk": item["sk"], "files": files}


def timeless(item: Any, rollout: str) -> Any:
    """Return an item without what tells one rollout of the same files from another."""
    match item:
        case dict():
            return {name: timeless(value, rollout) for name, value in item.items() if name not in TIMES}
        case list():
            return [timeless(value, rollout) for value in item]
        case _:
            return "this rollout" if item == rollout else item


def test_workers_killed_at_random_moments_change_nothing_in_the_end(
    network: Network, sample: Sample, undisturbed: Mapping[str, Any]
) -> None:
    wipe(network)
    chance, patience = Random(2017), SystemPatience()
    network.banneret(*sample.named("stormy"))

    for _ in range(STORMS):
        patience.pause(chance.uniform(0.1, 2))
        for worker in workers(network):
            worker.kill()

    # Somebody whose step was killed as often as it is tried starts the rollout again, as its report says.
    assert any(network.banneret(*sample.named("stormy"), "--watch").code == 0 for _ in range(STORMS))
    assert outcome(network, "stormy") == undisturbed


def test_each_kind_of_worker_killed_at_its_first_work_is_made_good_without_anybodys_help(
    network: Network, sample: Sample, undisturbed: Mapping[str, Any]
) -> None:
    wipe(network)
    for idle in workers(network):
        idle.kill()
    chance, patience, killed = Random(2022), SystemPatience(), set[str]()
    network.banneret(*sample.named("gusty"))

    def over_once_each_was_killed() -> bool:
        for worker in workers(network):
            if worker.function not in killed:
                killed.add(worker.function)
                patience.pause(chance.uniform(0, 0.8))
                worker.kill()
        return network.rollouts.get("gusty").state.is_final

    await_that(over_once_each_was_killed, at_most=timedelta(minutes=5))
    assert killed >= {"plan-rollout", "sort-people", "load-people", "settle-import", "provision-nation", "judge-wave"}
    assert outcome(network, "gusty") == undisturbed


def test_no_storm_makes_a_log_name_anybody(network: Network, sample: Sample, undisturbed: Mapping[str, Any]) -> None:
    lines = list(log_lines(network))
    spoken = "\n".join(lines)
    words = set(re.findall(r"[\w@.+-]+", spoken)) | set(re.findall(r"\d{9}", re.sub(r"[ .()-]", "", spoken)))

    assert any("import settled" in line for line in lines)
    assert words.isdisjoint(filter(None, sample.personal_data()))
