"""The nations that posts name, remembered for a minute, so that not every visitor's action waits for the table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import TransientError
from shared.nations.errors import NationUnknown
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.elections.silence import Silence
    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation

KEPT = timedelta(seconds=60)
"""How long an open nation is remembered: a nation that is suspended takes actions for that much longer."""

KEPT_SHUT = timedelta(seconds=5)
"""How long one that is not open is: it may open at any moment."""

MOST = 1_000
"""Nations remembered at once: more than any network has, and a bound on what invented names can fill."""

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class Nations(Protocol):
    """Where nations are kept."""

    def get(self, slug: str) -> Nation:
        """Return the nation; raises NationUnknown."""


class Silences(Protocol):
    """When campaigns are silent."""

    def silences(self, zone_ids: Sequence[str]) -> tuple[Silence, ...]:
        """Return the silences of a nation of these zones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNation:
    """A nation as it was a moment ago, with its silences, past and to come."""

    nation: Nation
    silences: tuple[Silence, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether the nation takes actions."""
        return self.nation.status is NationStatus.READY

    def silence(self, now: datetime) -> Silence | None:
        """Return the silence that holds at a moment, or None."""
        return next((silence for silence in self.silences if silence.covers(now)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembered:
    nation: KnownNation | None
    until: datetime


class KnownNations:
    """Remembers nations, and names that are none."""

    def __init__(self, nations: Nations, *, calendar: Silences, clock: Clock) -> None:
        self._nations = nations
        self._calendar = calendar
        self._clock = clock
        self._known: dict[str, _Remembered] = {}

    def get(self, slug: str) -> KnownNation | None:
        """Return the nation, or None if there is none of that name.

        Of a nation met before, what was last known stands in for a store that does not answer. Raises TransientError.
        """
        if not _SLUG.fullmatch(slug):
            return None
        now = self._clock.now()
        remembered = self._known.get(slug)
        if remembered and now < remembered.until:
            return remembered.nation
        try:
            known = self._ask(slug)
        except TransientError:
            if remembered is None:
                raise
            # Rather as it was some minutes ago than every visitor turned away by a table under load.
            return remembered.nation
        self._remember(slug, known, now)
        return known

    def _ask(self, slug: str) -> KnownNation | None:
        try:
            nation = self._nations.get(slug)
        except NationUnknown:
            return None
        return KnownNation(nation=nation, silences=self._calendar.silences(nation.seed.zones))

    def _remember(self, slug: str, known: KnownNation | None, now: datetime) -> None:
        self._known.pop(slug, None)
        if len(self._known) >= MOST:
            del self._known[next(iter(self._known))]
        self._known[slug] = _Remembered(nation=known, until=now + (KEPT if known and known.is_open else KEPT_SHUT))
