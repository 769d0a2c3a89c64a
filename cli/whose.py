"""Whose team a command is about: a nation's, or HQ itself."""

# Annotations of this module are read at run time, by the command line's parser.
from dataclasses import dataclass

from cyclopts import Parameter

from cli.options import Flag
from cli.stage import Stage
from shared.kernel.errors import Fault, InputError


@Parameter(name="*", group="Whose team")
@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose team a command is about: one of the two."""

    nation: str | None = None
    """The nation's name in its address."""
    hq: Flag = False
    """HQ itself, whose roles count in the whole network."""


NOBODYS = Whose()


def team_named(whose: Whose, stage: Stage) -> str | None:
    """Return the slug of a nation that exists, or None for HQ; raises InputError and NationUnknown."""
    if whose.hq == (whose.nation is not None):
        remedy = "Name a nation with --nation SLUG, or HQ with --hq"
        raise InputError([Fault(place="--nation", reason="exactly one team must be named", remedy=remedy)])
    return stage.nations.get(whose.nation).slug if whose.nation is not None else None
