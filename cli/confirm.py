"""Ask for a word to be typed before something is done that cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from cli.surroundings import Surroundings


def confirm(consequence: str, word: str, *, given: str | None, here: Surroundings) -> None:
    """Return if the word was given or is typed now; raises InputError otherwise, and where nobody can type."""
    if given is None:
        here.say(f"{consequence}: type {word} to confirm")
        given = here.ask()
    if given != word:
        place = "--yes" if given is not None else "confirmation"
        remedy = f"Nothing was done. Type {word}, or give it with --yes {word}"
        raise InputError([Fault(place=place, reason=f"{consequence}, and that was not confirmed", remedy=remedy)])
