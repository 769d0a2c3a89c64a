"""A zone: an area with a code and a kind, below other zones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ZoneKind(StrEnum):
    """The kinds of zones, from the widest to the narrowest."""

    COUNTRY = "country"
    REGION = "region"
    DEPARTEMENT = "departement"
    CONSTITUENCY = "constituency"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """An area of a network.

    `parents` are the ids of the zones it lies in, nearest first. A commune
    that several constituencies divide has all of them as parents; a part of a
    commune (an arrondissement of Paris, a commune déléguée) has the commune.
    """

    code: str
    kind: ZoneKind
    name: str
    parents: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The zone's name among all zones: `constituency:75-06`."""
        return f"{self.kind}:{self.code}"

    @property
    def tag(self) -> str:
        """The shared geographic tag of the people of this zone: `geo:constituency:75-06`."""
        return f"geo:{self.kind}:{self.code}"
