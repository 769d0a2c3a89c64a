"""A gazetteer: the zones of a network as text, a zone a line, quick to index and taken apart when asked for.

The columns are separated by tabs: id, name, parents (ids as in a roster's cell,
nearest first), population (digits, or empty), postcodes (separated by spaces)
and aliases (other names the zone goes by, separated by `|`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.geography.zone import Zone, ZoneKind
from shared.geography.zone_ids import parse_zone_ids, split_zone_id

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMUNE = f"{ZoneKind.COMMUNE}:"


class Entry(NamedTuple):
    """The columns of a line, as text."""

    id: str
    name: str
    parents: str = ""
    population: str = ""
    postcodes: str = ""
    aliases: str = ""

    def zone(self) -> Zone:
        """Return the zone that the line describes."""
        kind, code = split_zone_id(self.id)
        return Zone(code=code, kind=kind, name=self.name, parents=parse_zone_ids(self.parents))

    def names(self) -> Iterable[str]:
        """Return every name the zone goes by."""
        return (self.name, *filter(None, self.aliases.split("|")))


def read_line(line: str) -> Entry:
    """Return the columns of a line."""
    return Entry(*line.split("\t"))


def write_line(entry: Entry) -> str:
    """Return the line that `read_line` reads back; the texts must not hold tabs or line ends."""
    return "\t".join(entry)


def is_commune(zone_id: str) -> bool:
    """Tell whether an id is that of a commune, or of a part of one."""
    return zone_id.startswith(COMMUNE)
