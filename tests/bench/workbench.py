"""What all measurements share: a folder for what they make, the size of the rollout, a voice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cli.sample.write import write_sample
from infra.bundling import ROOT
from infra.capacity import STEADY_MEMORY
from shared.geography.france import france
from shared.rollouts.plan import claims_of
from shared.rollouts.roster import parse_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import ExitStack
    from pathlib import Path

    from shared.nations.nation import NationSeed

SEED = 1
"""The same sample for every measurement, today and tomorrow."""

LAMBDA_ENVIRONMENT = {
    "AWS_REGION": "eu-west-3",
    "AWS_DEFAULT_REGION": "eu-west-3",
    "POWERTOOLS_METRICS_NAMESPACE": "Banneret/bench",
    **STEADY_MEMORY,
}
"""What a handler finds before it is imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """Where measurements are made; `stack` takes down at the end what they put up."""

    folder: Path
    nations: int
    people: int
    stack: ExitStack
    say: Callable[[str], None]


@cache
def sample(folder: Path, *, nations: int, people: int) -> Path:
    """Return the folder with a sample of that size: `roster.csv` and `people.csv`."""
    into = folder / f"sample-{nations}-{people}"
    write_sample(into, nations=nations, people=people, seed=SEED, atlas=france())
    return into


def seeds(sample_folder: Path) -> tuple[NationSeed, ...]:
    """Return the nations of a sample."""
    roster = sample_folder / "roster.csv"
    return parse_roster(roster.read_bytes(), file_name=roster.name, country="FR", atlas=france(), claims={})


def claims(sample_folder: Path) -> Mapping[str, str]:
    """Return which zones the nations of a sample claim."""
    return claims_of(seeds(sample_folder))


def python(*arguments: str) -> str:
    """Run this interpreter in a process of its own, as in Lambda; return what it prints. Raises CalledProcessError."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **LAMBDA_ENVIRONMENT},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def told_by(*arguments: str) -> dict[str, Any]:
    """Run this interpreter and return the JSON object that it prints."""
    told: dict[str, Any] = json.loads(python(*arguments))
    return told
