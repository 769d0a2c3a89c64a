"""Nations remembered for a minute, for workers that ask for the same few again and again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation

KEPT = timedelta(seconds=60)
"""How old what is remembered may be: a candidate's name or zones that were just changed count that much later."""

MOST = 1_000
"""Nations remembered at once: more than any network has."""


class Nations(Protocol):
    """Where nations are kept."""

    def get(self, slug: str) -> Nation:
        """Return the nation; raises NationUnknown."""


class RememberedNations:
    """`Nations` that asks another one for each nation once a minute."""

    def __init__(self, nations: Nations, clock: Clock) -> None:
        """Take where nations are kept."""
        self._nations = nations
        self._clock = clock
        self._known: dict[str, tuple[datetime, Nation]] = {}

    def get(self, slug: str) -> Nation:
        """Return the nation, as it was up to a minute ago; raises NationUnknown, which is not remembered."""
        now = self._clock.now()
        known = self._known.get(slug)
        if known and now - known[0] < KEPT:
            return known[1]
        nation = self._nations.get(slug)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[slug] = now, nation
        return nation
