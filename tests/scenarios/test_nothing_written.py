"""Until all is well with an order, not one byte of it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.contents import contents
from tests.scenarios.inputs import sums_of, write_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.inputs import Inputs
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

NATIONS, PEOPLE = 3, 10


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return write_inputs(tmp_path, "76", nations=NATIONS, people=PEOPLE)


def test_a_plan_tells_what_would_happen(network: Network, inputs: Inputs) -> None:
    before = contents(network)

    plan = network.banneret("rollout", "plan", *inputs.words(), "--waves", "1,rest", "--name", "Essai", "--json")

    sums = sums_of(NATIONS, PEOPLE)
    assert plan.code == 0
    assert plan.json.items() >= {"rollout": "essai", "nations": NATIONS, "waves": [1, 2]}.items()
    assert plan.json["people"].items() >= {name: sums[name] for name in ("rows", "rejected", "unassigned")}.items()
    assert plan.json["people"]["assigned"] == sums["created"] + sums["merged"] + sums["unchanged"]
    assert contents(network) == before


def test_a_bad_roster_is_answered_with_every_fault_and_its_line(network: Network, inputs: Inputs) -> None:
    faults = [
        "d76-04,,Candidate,nobody,76-04",
        "d76-01,Again,Candidate,again@example.org,76-05",
        "Seine Maritime,Bad label,Candidate,bad@example.org,76-06",
        "d76-07,Nowhere,Candidate,nowhere@example.org,76-99",
        "d76-08,Taken,Candidate,taken@example.org,76-02",
    ]
    inputs.roster.write_text(inputs.roster.read_text() + "\n".join(faults) + "\n")
    before = contents(network)

    refused = network.banneret("rollout", "start", *inputs.words(), "--name", "Faults")

    assert refused.code == 2
    for line, reason in (
        (5, "name is blank"),
        (5, "email is no e-mail address"),
        (6, "slug “d76-01” is on line 2 already"),
        (7, "slug “Seine Maritime” is no DNS label"),
        (8, "zone constituency:76-99 does not exist"),
        (9, "zone constituency:76-02 is claimed on line 3 already"),
    ):
        assert f"roster-76.csv, line {line}: {reason}" in refused.err
    assert "nobody" not in refused.err
    assert contents(network) == before


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        (b"couleur,taille\nbleu,grand\n", "no usable header"),
        (b"", "empty"),
        (b"\x1f\x8b not gzip at all", "gzip"),
    ],
)
def test_people_that_nobody_can_read_are_refused(network: Network, inputs: Inputs, people: bytes, reason: str) -> None:
    inputs.people.write_bytes(people)
    before = contents(network)

    refused = network.banneret("rollout", "start", *inputs.words(), "--name", "Unreadable")

    assert refused.code == 2
    assert reason in refused.err
    assert contents(network) == before
