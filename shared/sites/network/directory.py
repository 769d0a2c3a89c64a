"""Lists of a whole country in the order in which people look for themselves: region, département, seat."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from shared.geography.names import name_key
from shared.geography.zone import ZoneKind
from shared.sites.network.seats import zone_of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.geography.ways import Way


class Listed(Protocol):
    """Whatever lies somewhere."""

    @property
    def way(self) -> Way:
        """The way up from where it lies."""


Entry = TypeVar("Entry", bound=Listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Generic[Entry]):
    """What lies in one département."""

    title: str
    code: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(Generic[Entry]):
    """What lies in one region; `anchor` leads to it within the page."""

    title: str
    groups: tuple[Group[Entry], ...]

    @property
    def anchor(self) -> str:
        """The chapter's name in an address."""
        return name_key(self.title).replace(" ", "-")

    @property
    def size(self) -> int:
        """How many entries it has."""
        return sum(len(group.entries) for group in self.groups)


def chapters(entries: Iterable[Entry], *, elsewhere: str) -> tuple[Chapter[Entry], ...]:
    """Return entries by region and département; what lies in no region comes last, under `elsewhere`."""
    placed = sorted(entries, key=_order)
    parts = [(region, list(group)) for region, group in groupby(placed, key=_region)]
    return tuple(Chapter(title=region or elsewhere, groups=_groups(part)) for region, part in parts)


def _groups(entries: Iterable[Entry]) -> tuple[Group[Entry], ...]:
    parts = [(departement, tuple(group)) for departement, group in groupby(entries, key=_departement)]
    return tuple(Group(title=title, code=code, entries=part) for (code, title), part in parts)


def _order(entry: Listed) -> tuple[bool, str, str, str]:
    region, (code, _) = _region(entry), _departement(entry)
    return not region, name_key(region), code, entry.way[0].code if entry.way else ""


def _region(entry: Listed) -> str:
    zone = zone_of_kind(entry.way, ZoneKind.REGION)
    return zone.name if zone else ""


def _departement(entry: Listed) -> tuple[str, str]:
    zone = zone_of_kind(entry.way, ZoneKind.DEPARTEMENT) or (entry.way[0] if entry.way else None)
    return (zone.code, zone.name) if zone else ("", "")
