"""Write the sample: `roster.csv` and `people.csv`."""

from __future__ import annotations

import csv
from collections import deque
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import TYPE_CHECKING

from cli.sample.dirt import soil
from cli.sample.homes import Country
from cli.sample.names import french_names
from cli.sample.newcomers import Newcomers
from cli.sample.roster import COLUMNS, candidacies
from cli.sample.row import HEADER, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from shared.geography.atlas import Atlas

REPEATED = 0.04
"""The share of rows that are about somebody who was there before."""

REMEMBERED = 2000
"""People whom a later row may be about; few, so that any number of rows takes the same memory."""

NEW_FACTS = 0.5
"""The share of repetitions that say something the first row did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSummary:
    """What was written, and where."""

    roster: Path
    people_file: Path
    nations: int
    people: int


def write_sample(out_dir: Path, *, nations: int, people: int, seed: int, atlas: Atlas) -> SampleSummary:
    """Write a roster of `nations` and a people file of `people` rows into a folder; the same seed, the same bytes."""
    random = Random(seed)  # noqa: S311 - made-up people must come out the same again; nothing here is secret
    names = french_names(seed)
    running = candidacies(nations, atlas=atlas, names=names, random=random)
    country = Country(atlas, [candidacy.zone for candidacy in running])
    out_dir.mkdir(parents=True, exist_ok=True)
    roster, people_file = out_dir / "roster.csv", out_dir / "people.csv"
    _write(roster, COLUMNS, (candidacy.cells() for candidacy in running))
    _write(people_file, HEADER, _rows(people, Newcomers(country=country, names=names, random=random), random))
    return SampleSummary(roster=roster, people_file=people_file, nations=len(running), people=people)


def _rows(count: int, newcomers: Newcomers, random: Random) -> Iterator[Row]:
    known: deque[Row] = deque(maxlen=REMEMBERED)
    for number in range(count):
        if known and random.random() < REPEATED:
            yield soil(_again(random.choice(known), random), random)
        else:
            row = newcomers.next(number)
            known.append(row)
            yield soil(row, random)


def _again(row: Row, random: Random) -> Row:
    if random.random() >= NEW_FACTS:
        return row
    return row._replace(volunteer="oui", tags="réinscrit", source="ancien fichier", support_level="1")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(chain([header], rows))
