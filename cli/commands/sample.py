"""`banneret sample`: a roster and a people file to try things with."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.sample.write import write_sample
from cli.surroundings import Here
from cli.wording import count
from shared.geography.france import france

Count = Annotated[int, Parameter(validator=Number(gte=1))]

DEFAULT_SEED = 2017
"""Any number does; the same one makes the same files."""


def sample(
    *,
    nations: Count = 400,
    people: Count = 100_000,
    out: Path,
    seed: int = DEFAULT_SEED,
    everywhere: Everywhere = EVERYWHERE,  # noqa: ARG001 - a sample is for any stage, but every command takes the option
    here: Here,
) -> Answer:
    """Write roster.csv and people.csv: invented people, with realistic dirt, on France's real constituencies.

    Parameters
    ----------
    nations
        How many nations the roster holds. Up to 577, all of France's constituencies, each stands on one; more of them
        all stand on communes, the largest of the country.
    people
        How many rows the people file has.
    out
        The folder to write into.
    seed
        The same seed makes the same files.
    """
    here.say(f"making up {count(nations)} nations and {count(people)} people")
    summary = write_sample(out, nations=nations, people=people, seed=seed, atlas=france())
    files = {"roster": str(summary.roster), "people_file": str(summary.people_file)}
    return Answer(document={**files, "nations": summary.nations, "people": summary.people}, lines=tuple(files.values()))
