"""Where the sample's people live: real communes, drawn by population, mostly where there is a nation."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from shared.geography.zone import Zone, ZoneKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from random import Random

    from shared.geography.atlas import Atlas

ELSEWHERE = 0.04
"""The share of people who live where no nation is."""

UNKNOWN_POPULATION = 10_000
"""What a zone counts for where the whole of its département has no census figure: Mayotte and the Pacific."""


class Home(NamedTuple):
    """A commune, its postcodes, and the constituencies its people may vote in."""

    commune: str
    code: str
    postcodes: tuple[str, ...]
    constituencies: tuple[str, ...]


class Homes:
    """A crowd of homes to draw from by their weights."""

    def __init__(self, weighted: Sequence[tuple[Home, int]]) -> None:
        self._homes = [home for home, _ in weighted]
        self._reach = list(accumulate(weight for _, weight in weighted))

    def __bool__(self) -> bool:
        return bool(self._reach) and self._reach[-1] > 0

    def draw(self, random: Random) -> Home:
        """Return a home, the more often the more people live there."""
        return self._homes[bisect(self._reach, random.random() * self._reach[-1])]


class Country:
    """The homes of a country, told apart by whether a nation is there."""

    def __init__(self, atlas: Atlas, claimed: Collection[Zone]) -> None:
        self._claimed = {zone.id for zone in claimed}
        here: list[tuple[Home, int]] = []
        elsewhere: list[tuple[Home, int]] = []
        for zone in _inhabited(atlas):
            related = (zone, *atlas.ancestors(zone), *atlas.constituencies_in(zone))
            is_claimed = any(each.id in self._claimed for each in related)
            weighted = (self._home(zone, atlas), _weight(zone, related, atlas))
            (here if is_claimed else elsewhere).append(weighted)
        self._here, self._elsewhere = Homes(here), Homes(elsewhere)
        housed = {code for home, _ in here for code in home.constituencies}
        claimed_codes = {zone.code for zone in claimed if zone.kind is ZoneKind.CONSTITUENCY}
        self.constituencies_abroad = tuple(sorted(claimed_codes - housed))
        """Constituencies that have a nation but no commune: those of citizens who live abroad."""

    def draw(self, random: Random) -> Home:
        """Return somebody's home."""
        if self._elsewhere and (not self._here or random.random() < ELSEWHERE):
            return self._elsewhere.draw(random)
        return self._here.draw(random)

    def _home(self, zone: Zone, atlas: Atlas) -> Home:
        """Return a zone as a home; where constituencies divide it, its people vote in those that a nation holds."""
        divisions = _constituencies(zone, atlas)
        held = tuple(each.code for each in divisions if each.id in self._claimed)
        code = zone.code if zone.kind is ZoneKind.COMMUNE else ""
        constituencies = held or tuple(each.code for each in divisions)
        return Home(commune=zone.name, code=code, postcodes=atlas.postcodes(zone), constituencies=constituencies)


def _inhabited(atlas: Atlas) -> Iterator[Zone]:
    """Yield the zones that letters are sent to: communes, arrondissements, and collectivities listed as a whole."""
    for kind in (ZoneKind.COMMUNE, ZoneKind.DEPARTEMENT):
        yield from (zone for zone in atlas.of_kind(kind) if atlas.postcodes(zone))


def _constituencies(zone: Zone, atlas: Atlas) -> tuple[Zone, ...]:
    above = tuple(parent for parent in atlas.parents(zone) if parent.kind is ZoneKind.CONSTITUENCY)
    return above or atlas.constituencies_in(zone)


def _weight(zone: Zone, related: Sequence[Zone], atlas: Atlas) -> int:
    departements = [each for each in related if each.kind is ZoneKind.DEPARTEMENT]
    if departements and not any(map(atlas.population, departements)):
        return UNKNOWN_POPULATION
    return atlas.population(zone)
