"""Nations that stand before a scenario begins: one rollout for all who need some, and each has their own.

A scenario names a departement that no other names, and meets nobody else's nations.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.scenarios.inputs import Inputs, write_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.scenarios.network import Network

NAME = "standing"
"""Of the rollout that brought them into being."""

FEW, MANY = 3, 60
"""People of `write_inputs`; one more is made of two lines of the file. MANY are more than a page of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many nations a departement has, and of how many people each."""

    nations: int = 1
    people: int = FEW


STANDING = {
    "15": Standing(),
    "16": Standing(),
    "17": Standing(),
    "18": Standing(nations=2),
    "21": Standing(nations=2, people=MANY),
    "23": Standing(people=MANY),
    "24": Standing(),
    "26": Standing(people=9),
    "27": Standing(nations=2, people=MANY),
    "56": Standing(),
    "59": Standing(nations=20),
    "79": Standing(),
    "85": Standing(),
}


def slugs_of(departement: str) -> tuple[str, ...]:
    """Return the nations of a departement."""
    return tuple(f"d{departement}-{number:02}" for number in range(1, STANDING[departement].nations + 1))


def stand(network: Network, folder: Path) -> None:
    """Roll all of them out."""
    inputs = [
        write_inputs(folder, departement, nations=each.nations, people=each.people)
        for departement, each in STANDING.items()
    ]
    roster, people = folder / "roster.csv", folder / "people.csv"
    join(roster, (each.roster for each in inputs))
    join(people, (each.people for each in inputs))
    both = Inputs(roster=roster, people=people, slugs=())
    done = network.banneret("rollout", "start", *both.words(), "--name", NAME, "--watch")
    assert done.code == 0, done.said


def join(whole: Path, parts: Iterable[Path]) -> None:
    """Write the rows of CSV files that have one header into one file."""
    rows: list[list[str]] = []
    for part in parts:
        header, *own = csv.reader(part.read_text().splitlines(keepends=True))
        rows = [*(rows or [header]), *own]
    with whole.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
