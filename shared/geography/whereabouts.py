"""Where a person may be, as far as the words for their place tell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from shared.geography.names import name_key
from shared.geography.ways import REMEMBERED, way_up, ways_up, wholes
from shared.geography.zone import Zone, ZoneKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.geography.atlas import Atlas
    from shared.geography.ways import Way

SORTING_AREA = 2
"""How many characters at the front of a postcode tell regions of the country apart (in France, the département)."""

NAMED_AT_MOST = 5
"""Communes of one name that a reason lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The words for where a person lives; None or empty where nothing is known.

    `commune` is a code or a name, in any usual spelling.
    """

    constituency: str | None = None
    commune: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Every way a place may be meant, and what gave them: `postcode 75006`, `commune 75106`.

    Without ways, `source` says why: `unknown postcode`.
    """

    ways: tuple[Way, ...]
    source: str


def locate(place: Place, *, atlas: Atlas) -> Whereabouts:
    """Return where a place may be: by its constituency, else its commune, else its postcode.

    Commune and postcode still tell more about a place with a constituency, where they agree with it.
    """
    constituency = atlas.zone(ZoneKind.CONSTITUENCY, place.constituency) if place.constituency else None
    if constituency is None and place.country and not atlas.is_home(place.country):
        return Whereabouts(ways=(), source=_outside(place.country))
    found = _locate_commune(place, atlas)
    if constituency is None:
        return found if found.ways or not place.constituency else Whereabouts(ways=(), source="unknown constituency")
    within = tuple(way for way in found.ways if constituency in way)
    return Whereabouts(ways=within or (way_up(constituency, atlas=atlas),), source=f"constituency {constituency.code}")


def _outside(country: str) -> str:
    """Name a country only by its code: a column may hold anything, and reasons must not carry personal data."""
    code = country.strip().upper()
    return f"outside the network: {code}" if len(code) == len("BE") and code.isalpha() else "outside the network"


def _locate_commune(place: Place, atlas: Atlas) -> Whereabouts:
    served = atlas.zones_at_postcode(place.postcode) if place.postcode else ()
    by_postcode = f"postcode {place.postcode.strip()}" if place.postcode and served else "unknown postcode"
    if place.commune and all(zone.kind is ZoneKind.COMMUNE for zone in served):
        zone = atlas.zone(ZoneKind.COMMUNE, place.commune)
        zones = (zone,) if zone else _named(place.commune, served, place.postcode or "", atlas)
        if zones:
            return Whereabouts(ways=ways_up(zones, atlas=atlas), source=_naming(zones))
        if atlas.zones_named(place.commune):
            return Whereabouts(ways=(), source="commune and postcode disagree")
    if served:
        return Whereabouts(ways=ways_up(served, atlas=atlas), source=by_postcode)
    if place.commune:
        return Whereabouts(ways=(), source="unknown commune")
    return Whereabouts(ways=(), source=by_postcode if place.postcode else "no place given")


def _named(name: str, served: tuple[Zone, ...], postcode: str, atlas: Atlas) -> tuple[Zone, ...]:
    """Return the communes of a name, those at the postcode alone if there are any.

    A name that is known near the postcode but not served by it adds to the communes that are:
    either word may be the wrong one.
    """
    here = tuple(_by_name(served, atlas).get(name_key(name), ()))
    if here or not (named := atlas.zones_named(name)):
        return here
    if not postcode:
        return named
    area = postcode.strip()[:SORTING_AREA]
    near = tuple(zone for zone in named if any(code.startswith(area) for code in _postcodes(zone, atlas)))
    return (*near, *served) if near else ()


@lru_cache(REMEMBERED)
def _by_name(served: tuple[Zone, ...], atlas: Atlas) -> Mapping[str, Sequence[Zone]]:
    """Return the communes that a postcode serves, and their parts, by what their names come down to."""
    by_name: dict[str, list[Zone]] = defaultdict(list)
    for zone in served:
        for key in atlas.keys(zone).union(*map(atlas.keys, wholes(zone, atlas=atlas))):
            by_name[key].append(zone)
        for part in atlas.parts(zone):
            for key in atlas.keys(part):
                by_name[key].append(part)
    return by_name


def _postcodes(zone: Zone, atlas: Atlas) -> Iterable[str]:
    relatives = (zone, *atlas.parts(zone), *atlas.parents(zone))
    return (code for relative in relatives for code in atlas.postcodes(relative))


def _naming(zones: tuple[Zone, ...]) -> str:
    if len(zones) == 1:
        return f"commune {zones[0].code}"
    named = ", ".join(zone.code for zone in zones[:NAMED_AT_MOST])
    return f"commune name, borne by {named}" + (" and others," if len(zones) > NAMED_AT_MOST else ",")
