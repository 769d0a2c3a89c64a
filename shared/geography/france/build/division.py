"""Which constituencies each commune lies in, départment by département."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from shared.geography.france.build.commune import Commune, parts_by_whole
from shared.geography.france.build.ewkb import rings
from shared.geography.france.build.lying import Place, constituencies_of
from shared.geography.france.build.plane import flatten, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.geography.france.build.ewkb import Ring
    from shared.geography.france.build.plane import Shape

COVERED = 0.9
"""From this part of its area on, a commune is the sum of its parts, and divided where they are."""


def divide(
    listed: Sequence[Commune], *, outlines: Mapping[str, tuple[Ring, ...]], neighbours: Mapping[str, set[str]]
) -> dict[str, tuple[str, ...]]:
    """Return by row number of a commune or part the codes of its constituencies, sorted; at least one each.

    `outlines` are the constituencies', by code; `neighbours` gives by row
    number the communes that share a postcode, which decide for a commune
    younger than the outlines.
    """
    parts = parts_by_whole(listed)
    by_departement: dict[str, list[Commune]] = defaultdict(list)
    for commune in listed:
        by_departement[commune.departement].append(commune)
    lying: dict[str, tuple[str, ...]] = {}
    for departement, members in by_departement.items():
        own = {code: shape for code, shape in outlines.items() if code.rpartition("-")[0] == departement}
        lying |= _divide_one(members, parts, own)
    return lying | _by_neighbours(listed, lying, neighbours)


def _divide_one(
    members: Sequence[Commune], parts: Mapping[str, list[Commune]], outlines: Mapping[str, tuple[Ring, ...]]
) -> dict[str, tuple[str, ...]]:
    latitude = _middle(outlines.values())
    shapes = {c.row: flatten(rings(c.outline), latitude=latitude) for c in members if c.outline}
    composed = {c.row: parts[c.row] for c in members if _is_sum(c.row, parts.get(c.row, []), shapes)}
    pieces = {part.row for made_of in composed.values() for part in made_of}
    places = {
        c.row: Place(shape=shapes[c.row], population=c.population)
        for c in members
        if c.row in shapes and c.row not in composed and (not c.whole or c.row in pieces)
    }
    lying = constituencies_of(places, {code: flatten(shape, latitude=latitude) for code, shape in outlines.items()})
    lying |= {row: _union(lying[part.row] for part in made_of) for row, made_of in composed.items()}
    return lying | {c.row: lying[c.whole] for c in members if c.whole in lying and c.row not in lying}


def _is_sum(whole: str, parts: Sequence[Commune], shapes: Mapping[str, Shape]) -> bool:
    if not parts or not all(part.row in shapes for part in parts):
        return False
    return whole not in shapes or sum(share(shapes[whole], shapes[part.row]) for part in parts) >= COVERED


def _by_neighbours(
    listed: Sequence[Commune], lying: Mapping[str, tuple[str, ...]], neighbours: Mapping[str, set[str]]
) -> dict[str, tuple[str, ...]]:
    home = {commune.row: commune.departement for commune in listed}
    unknown = [c for c in listed if c.row not in lying and not c.whole]
    found = {
        c.row: _union(lying[n] for n in neighbours.get(c.row, ()) if n in lying and home[n] == c.departement)
        for c in unknown
    }
    return found | {c.row: found[c.whole] for c in listed if c.whole in found}


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({code for group in groups for code in group}))


def _middle(outlines: Iterable[tuple[Ring, ...]]) -> float:
    latitudes = [latitude for shape in outlines for ring in shape for _, latitude in ring]
    return (min(latitudes) + max(latitudes)) / 2
