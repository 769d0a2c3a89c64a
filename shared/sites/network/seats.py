"""The seats to be filled, and who stands for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.geography.assignment import Claims
from shared.geography.ways import way_up
from shared.geography.zone import ZoneKind
from shared.sites.placeholders import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.geography.atlas import Atlas
    from shared.geography.ways import Way
    from shared.geography.zone import Zone
    from shared.nations.nation import NationSeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Stander:
    """A nation as the network shows it.

    `zones` are the ids it claims, the main one first; `ground` names them; `way` leads from the main one upwards.
    """

    slug: str
    candidate: str
    zones: tuple[str, ...]
    ground: str
    way: Way

    @classmethod
    def of(cls, seed: NationSeed, *, atlas: Atlas) -> Stander:
        """Return what the network shows of a nation; zones that the atlas no longer knows are left out."""
        zones = [zone for zone_id in seed.zones if (zone := atlas.by_id(zone_id))]
        return cls(
            slug=seed.slug,
            candidate=one_line(seed.candidate),
            zones=tuple(zone.id for zone in zones),
            ground=" · ".join(zone.name for zone in zones),
            way=way_up(zones[0], atlas=atlas) if zones else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A constituency with the zones above it, and who stands there; None while nobody does."""

    way: Way
    stander: Stander | None

    @property
    def zone(self) -> Zone:
        """The constituency itself."""
        return self.way[0]

    @property
    def title(self) -> str:
        """What the seat is called."""
        return self.zone.name

    @property
    def number(self) -> str:
        """The seat's number within its département: `6` of `75-06`."""
        return self.zone.code.rpartition("-")[2].lstrip("0") or self.zone.code

    @property
    def slug(self) -> str:
        """Whose seat it may become; empty while nobody stands."""
        return self.stander.slug if self.stander else ""

    @property
    def departement(self) -> Zone | None:
        """Where the seat lies, in a country that has départements."""
        return zone_of_kind(self.way, ZoneKind.DEPARTEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who stands, by slug; every seat, by code; and the communes that have a nation of their own."""

    standers: tuple[Stander, ...]
    seats: tuple[Seat, ...]
    communes: Mapping[str, Stander]


def zone_of_kind(way: Way, kind: ZoneKind) -> Zone | None:
    """Return the zone of a kind that a way passes through, if there is one."""
    return next((zone for zone in way if zone.kind is kind), None)


def standing(standers: Iterable[Stander], *, atlas: Atlas) -> Standing:
    """Return who stands where: for each seat the nation that holds the nearest zone above it."""
    by_slug = {stander.slug: stander for stander in standers}
    holders = {zone: stander.slug for stander in by_slug.values() for zone in stander.zones}
    claims = Claims.of(holders)
    ways = [way_up(zone, atlas=atlas) for zone in atlas.constituencies()]
    return Standing(
        standers=tuple(by_slug[slug] for slug in sorted(by_slug)),
        seats=tuple(Seat(way=way, stander=by_slug.get(claims.holder(way) or "")) for way in ways),
        communes={code: by_slug[slug] for code, slug in _communes(holders, atlas)},
    )


def _communes(holders: Mapping[str, str], atlas: Atlas) -> Iterable[tuple[str, str]]:
    """Yield the communes that are claimed for themselves, each with its parts; a part's own claim comes later."""
    claimed = [(zone, slug) for zone_id, slug in holders.items() if (zone := _commune(zone_id, atlas))]
    yield from ((part.code, slug) for zone, slug in claimed for part in atlas.parts(zone))
    yield from ((zone.code, slug) for zone, slug in claimed)


def _commune(zone_id: str, atlas: Atlas) -> Zone | None:
    zone = atlas.by_id(zone_id)
    return zone if zone and zone.kind is ZoneKind.COMMUNE else None
