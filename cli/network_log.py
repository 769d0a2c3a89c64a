"""The log of headquarters, as the operator's commands write into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry

if TYPE_CHECKING:
    from cli.stage import Stage
    from cli.surroundings import Surroundings


def note_in_network(what: str, *, stage: Stage, here: Surroundings, **about: str) -> None:
    """Write what is done into the log of headquarters; `about` names things by their ids."""
    stage.audit.record(entry(what, by=None, nation=None, about=about, now=here.patience.now()))
