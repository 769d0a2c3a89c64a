"""What the operator reads of a nation's people: its log tells that before anything is shown."""

# The annotation is read at run time, by the command line's parser.
from typing import Annotated

from cyclopts import Parameter

from cli.network_log import note_in_network
from cli.stage import Stage
from cli.surroundings import Surroundings
from shared.access.audit import Deed
from shared.access.looking_inside import said_why
from shared.people.text import clean_text

Reason = Annotated[str, Parameter(name="--reason", help="What for, in words that the nation reads in its log.")]
"""Why people are read; nothing where nobody says so."""


def tell_reading(command: str, slug: str, *, reason: str, stage: Stage, here: Surroundings, person: str = "") -> None:
    """Write into the log of a nation that there is that its people are read, or one of them, and by which command.

    Without a slug it is headquarters' own list, and log. Raises NationUnknown, and InputError for a reason that says
    too little.
    """
    said = {"person": person, "reason": clean_text(said_why(reason)) if reason else ""}
    about = {"command": command, **{name: word for name, word in said.items() if word}}
    if slug:
        stage.journal(here.patience).record(stage.nations.get(slug).slug, Deed.READ_PEOPLE, about)
    else:
        note_in_network(Deed.READ_PEOPLE, stage=stage, here=here, **about)
