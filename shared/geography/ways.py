"""The ways up from a zone: what a person may be in who is somewhere in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from shared.geography.zone import Zone, ZoneKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.geography.atlas import Atlas

REMEMBERED = 4096
"""Answers that a worker keeps: the communes in which nine people out of ten live."""

Way: TypeAlias = tuple[Zone, ...]
"""One place a person may be in: its zone and those above it, nearest first, through one constituency at most."""


def way_up(zone: Zone, *, atlas: Atlas) -> Way:
    """Return a zone and everything above it."""
    return (zone, *atlas.ancestors(zone))


@lru_cache(REMEMBERED)
def ways_up(zones: tuple[Zone, ...], *, atlas: Atlas) -> tuple[Way, ...]:
    """Return one way for each constituency that one of the zones lies in, or is divided into; each once."""
    return tuple(dict.fromkeys(way for zone in zones for way in _ways(zone, atlas)))


def wholes(zone: Zone, *, atlas: Atlas) -> tuple[Zone, ...]:
    """Return the commune that a zone is a part of, if any."""
    return tuple(above for above in atlas.parents(zone) if above.kind is ZoneKind.COMMUNE)


def _ways(zone: Zone, atlas: Atlas) -> Iterable[Way]:
    within = [above for above in atlas.parents(zone) if above.kind is ZoneKind.CONSTITUENCY]
    through = within or atlas.constituencies_in(zone)
    below = (zone, *wholes(zone, atlas=atlas)) if zone.kind is ZoneKind.COMMUNE else ()
    if not through:
        yield way_up(zone, atlas=atlas)
    for constituency in through:
        yield (*below, *way_up(constituency, atlas=atlas))
