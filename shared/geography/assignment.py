"""Which nation a person belongs to; decided only where every reading of their place agrees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from shared.geography.tags import shared_tags
from shared.geography.whereabouts import Place, Whereabouts, locate
from shared.geography.zone import Zone, ZoneKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.geography.atlas import Atlas
    from shared.geography.ways import Way

__all__ = ["Assigned", "Assignment", "Claims", "Place", "Unassigned", "assign", "shared_tags"]

REMEMBERED_PLACES = 1 << 16
"""Distinct places whose assignment is kept: about 30 MB at the most, and more than France has communes."""

NAMED_AT_MOST = 8
"""Zones that a reason names one by one."""


class Claims:
    """Which nation holds which zone."""

    def __init__(self, holders: Mapping[str, str]) -> None:
        self._holders = dict(holders)

    @classmethod
    def of(cls, holders: Mapping[str, str]) -> Self:
        """Return the claims that give each zone id (`constituency:75-06`) to the nation of a slug."""
        return cls(holders)

    def holder(self, way: Way) -> str | None:
        """Return the nation that holds the nearest claimed zone of a way, or None."""
        return next((self._holders[zone.id] for zone in way if zone.id in self._holders), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The person belongs to this nation; `zones` are those the person certainly is in, nearest first."""

    slug: str
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassigned:
    """No nation is certain: why (a stable sentence without personal data), and the slugs that may be the one."""

    reason: str
    candidates: tuple[str, ...] = ()


Assignment = Assigned | Unassigned


def assign(place: Place, *, atlas: Atlas, claims: Claims) -> Assignment:
    """Return the nation of a place, if every constituency it may lie in leads to the same one; never a guess."""
    return _assign(place.constituency, place.commune, place.postcode, place.country, atlas, claims)


@lru_cache(maxsize=REMEMBERED_PLACES)
def _assign(  # positions, which lru_cache looks up fastest: this runs for every row of an import
    constituency: str | None,
    commune: str | None,
    postcode: str | None,
    country: str | None,
    atlas: Atlas,
    claims: Claims,
) -> Assignment:
    place = Place(constituency=constituency, commune=commune, postcode=postcode, country=country)
    whereabouts = locate(place, atlas=atlas)
    if not whereabouts.ways:
        return Unassigned(reason=whereabouts.source)
    holders = {claims.holder(way) for way in whereabouts.ways}
    slugs = sorted(slug for slug in holders if slug)
    if len(holders) == 1 and slugs:
        return Assigned(slug=slugs[0], zones=_common(whereabouts.ways))
    return Unassigned(reason=_reason(whereabouts, held=bool(slugs)), candidates=tuple(slugs))


def _common(ways: tuple[Way, ...]) -> tuple[Zone, ...]:
    """Return the zones that all ways pass through, in the order of the first."""
    first, *others = ways
    return tuple(zone for zone in first if all(zone in way for way in others))


def _reason(whereabouts: Whereabouts, *, held: bool) -> str:
    constituencies = {_constituency(way) for way in whereabouts.ways}
    within_one = held and len(constituencies) == 1
    where = _codes({way[0] for way in whereabouts.ways} if within_one else constituencies)
    return f"{whereabouts.source} spans {where}" if held else f"no nation holds {where}"


def _constituency(way: Way) -> Zone:
    return next((zone for zone in way if zone.kind is ZoneKind.CONSTITUENCY), way[0])


def _codes(zones: Iterable[Zone]) -> str:
    distinct = sorted(zone.code for zone in zones)
    more = len(distinct) - NAMED_AT_MOST
    return ", ".join(distinct[:NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
