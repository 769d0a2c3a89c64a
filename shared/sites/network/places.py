"""The places that a visitor may type: communes, parts of communes, and zones that a postcode serves as a whole."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from shared.geography.names import name_key
from shared.geography.zone import ZoneKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from shared.geography.atlas import Atlas
    from shared.geography.zone import Zone

POSTCODE = re.compile(r"\b\d\d ?\d{3}\b")
"""As people write one: `75006`, `75 006`."""


class Place(NamedTuple):
    """One place, in the order in which a shard writes it.

    `commune` is its code, empty for a wider zone; `departement` the code of where it lies, `constituencies`
    codes separated by spaces.
    """

    name: str
    commune: str
    departement: str
    constituencies: str


def place_key(text: str) -> str:
    """Return what a place is looked up by: a postcode if the text holds one, else its name in any spelling."""
    postcode = POSTCODE.search(text)
    return postcode[0].replace(" ", "") if postcode else name_key(text)


def places_of(atlas: Atlas) -> Mapping[str, Sequence[Place]]:
    """Return every place by each of its keys: names and postcodes; in the order of the communes' codes."""
    found: dict[str, list[Place]] = defaultdict(list)
    departement_of = cache(lambda zone_id: _departement(zone_id, atlas))
    for zone in _zones(atlas):
        place = _place(zone, atlas, departement_of)
        for key in (*_names(zone, atlas), *atlas.postcodes(zone)):
            found[key].append(place)
    return found


def _zones(atlas: Atlas) -> Iterator[Zone]:
    yield from atlas.of_kind(ZoneKind.COMMUNE)
    yield from (zone for zone in atlas.of_kind(ZoneKind.DEPARTEMENT) if atlas.postcodes(zone))


def _names(zone: Zone, atlas: Atlas) -> Sequence[str]:
    return sorted(atlas.keys(zone))


def _place(zone: Zone, atlas: Atlas, departement_of: Callable[[str], str]) -> Place:
    through = [parent for parent in zone.parents if parent.startswith(f"{ZoneKind.CONSTITUENCY}:")]
    within = through or [seat.id for seat in atlas.constituencies_in(zone)]
    is_commune = zone.kind is ZoneKind.COMMUNE
    return Place(
        name=zone.name,
        commune=zone.code if is_commune else "",
        departement=departement_of(within[0]) if within else "",
        constituencies=" ".join(seat.partition(":")[2] for seat in within),
    )


def _departement(zone_id: str, atlas: Atlas) -> str:
    zone = atlas.by_id(zone_id)
    above = atlas.ancestors(zone) if zone else ()
    return next((higher.code for higher in above if higher.kind is ZoneKind.DEPARTEMENT), "")
