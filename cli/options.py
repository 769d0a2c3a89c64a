"""Options that every command takes."""

# Annotations of this module are read at run time, by the command line's parser.
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

Flag = Annotated[bool, Parameter(negative=(), show_default=False)]
"""An option that is off unless it is named."""


@Parameter(name="*", group="Everywhere")
@dataclass(frozen=True, slots=True, kw_only=True)
class Everywhere:
    """What every command may be told."""

    stage: Annotated[str, Parameter(env_var="BANNERET_STAGE")] = "local"
    """The stage to work on: `local` is this machine, the others are on AWS."""
    json: Flag = False
    """Print one JSON document on stdout and nothing else."""


EVERYWHERE = Everywhere()
