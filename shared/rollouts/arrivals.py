"""Files that a browser brings for a rollout: where they arrive, and how they become its input.

A browser sends a file before anybody has read it. So it arrives under a place of its own, named by us, and only what is
then started is copied to where the content names it: nothing that is sent later changes a rollout's input.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import NotFound
from shared.rollouts import roster

if TYPE_CHECKING:
    from collections.abc import Generator

    from shared.rollouts.request import InputFile

FOLDER = "arrivals/"
"""Everything that browsers bring lies below it, and goes by itself within days."""

ROSTER, PEOPLE = "roster.csv", "people.csv"
"""What the files are called here, whatever they were called there."""

MOST = {ROSTER: roster.MAX_BYTES, PEOPLE: 256 * 1024**2}
"""Bytes that a file may have. A start reads and copies it while somebody waits, in half of the 20 seconds that a page
has; two million people take 200 MB, more go by the command line."""

PLACE = re.compile(r"[0-9a-f]{32}")
PLACE_BYTES = 16
"""A place is drawn at random: whoever does not know it finds no file."""


class Arrivals(Protocol):
    """Files that have arrived."""

    def size(self, key: str) -> int | None:
        """Return a file's length in bytes, or None where there is none."""

    def read(self, key: str) -> Generator[bytes]:
        """Stream a file; raises NotFound."""

    def take_in(self, key: str, *, file_name: str) -> InputFile:
        """Copy a file to where its content names it, and return it; doing so twice changes nothing.

        Raises NotFound, and Conflict for a file that was replaced meanwhile.
        """


def arrival_key(place: str, name: str) -> str:
    """Return where a file arrives; raises NotFound for what is no place."""
    if not PLACE.fullmatch(place):
        raise NotFound("there is no such place for files")
    return f"{FOLDER}{place}/{name}"


def own_key(slug: str, place: str, name: str) -> str:
    """Return where a nation's own file arrives: under its name, so that it is at no place of another, nor of HQ."""
    return arrival_key(place, f"{slug}-{name}")
