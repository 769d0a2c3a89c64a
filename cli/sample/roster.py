"""The sample's nations: on constituencies while there are enough, else on the largest communes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.geography.names import name_key
from shared.geography.zone import Zone, ZoneKind
from shared.geography.zone_ids import format_zone_ids

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from cli.sample.names import Names
    from shared.geography.atlas import Atlas

COLUMNS = ("slug", "name", "candidate", "email", "zones")
LONGEST_STEM = 50
"""Characters of a slug before its number: with it, a slug stays below the 63 of a DNS label (RFC 1035)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidacy:
    """A nation of the roster: its label, its zone and who runs for it."""

    slug: str
    zone: Zone
    candidate: str

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the roster, in the order of COLUMNS."""
        email = f"{self.slug}@example.org"
        return self.slug, self.zone.name, self.candidate, email, format_zone_ids((self.zone.id,))


def candidacies(count: int, *, atlas: Atlas, names: Names, random: Random) -> tuple[Candidacy, ...]:
    """Return `count` nations on zones of their own, by zone code; fewer if the country has no more communes."""
    zones = _zones(count, atlas, random)
    slugs = _slugs(zones)
    return tuple(
        Candidacy(slug=slug, zone=zone, candidate=_candidate(names, random))
        for slug, zone in zip(slugs, zones, strict=True)
    )


def _zones(count: int, atlas: Atlas, random: Random) -> list[Zone]:
    constituencies = list(atlas.constituencies())
    if count <= len(constituencies):
        return sorted(random.sample(constituencies, count), key=_code)
    whole = (zone for zone in atlas.of_kind(ZoneKind.COMMUNE) if not _is_part(zone))
    largest = sorted(whole, key=lambda zone: (-atlas.population(zone), zone.code))[:count]
    return sorted(largest, key=_code)


def _code(zone: Zone) -> str:
    return zone.code


def _is_part(zone: Zone) -> bool:
    return any(parent.startswith(f"{ZoneKind.COMMUNE}:") for parent in zone.parents)


def _slugs(zones: Iterable[Zone]) -> list[str]:
    """Return a DNS label for each zone: `paris-6` for a constituency, else the name, numbered where it comes again."""
    seen = Counter[str]()
    slugs = []
    for zone in zones:
        stem = name_key(zone.name.partition(",")[0]).replace(" ", "-")[:LONGEST_STEM].strip("-")
        seen[stem] += 1
        if zone.kind is ZoneKind.CONSTITUENCY:
            slugs.append(f"{stem}-{int(zone.code.rpartition('-')[2])}")
        else:
            slugs.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return slugs


def _candidate(names: Names, random: Random) -> str:
    given = random.choice(random.choice((names.women, names.men)))
    return f"{given} {random.choice(names.families)}"
