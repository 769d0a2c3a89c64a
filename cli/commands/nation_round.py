"""`banneret nation second-round`: some campaigns go on, all others end with thanks."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.answer import Answer
from cli.confirm import confirm
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.wording import count
from shared.kernel.errors import Fault, InputError
from shared.sites.second_round import end_campaigns, second_round


def end_others(
    *going: str,
    file: Path | None = None,
    reason: str,
    yes: Annotated[str | None, Parameter(negative=())] = None,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """End every campaign that does not go on to the second round: its site says thanks, its people's time runs.

    Asks for the number of campaigns that end to be typed, unless `--yes` gives it. For two days each can be opened
    again with `banneret nation resume`.

    Parameters
    ----------
    going
        Who goes on: the nations' names in their addresses.
    file
        A text file with those names, one a line.
    reason
        Why the others end: they read it in their logs.
    yes
        The number of campaigns that end, in place of typing it.
    """
    stage = here.open_stage(everywhere.stage)
    parted = second_round({*going, *_names(file)}, nations=stage.nations)
    closing = tuple(nation.slug for nation in parted.closing)
    consequence = f"{count(len(closing))} campaigns will end, {count(len(parted.going))} go on"
    confirm(consequence, str(len(closing)), given=yes, here=here)
    ended = end_campaigns(closing, reason=reason, helm=stage.helm(here.account.caller(), here.patience))
    left = (f"steered elsewhere meanwhile: {', '.join(ended.left)}",) if ended.left else ()
    return Answer(
        document={"going": [nation.slug for nation in parted.going], "closed": ended.closed, "left": ended.left},
        lines=(f"{count(len(ended.closed))} campaigns have ended", *left),
    )


def _names(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        return file.read_text("utf-8-sig").split()
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(place="--file", reason=f"{file} cannot be read", remedy="Give a text file in UTF-8")
        raise InputError([fault]) from error
