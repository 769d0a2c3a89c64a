"""All zones of a network, looked up by code, by postcode and by name."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from shared.geography.gazetteer import COMMUNE, Entry, is_commune, read_line
from shared.geography.name_index import NameIndex
from shared.geography.names import name_key
from shared.geography.zone import Zone, ZoneKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def _as_written(_kind: ZoneKind, code: str) -> str:
    return code


class Atlas:
    """The zones of a network, from the lines of a gazetteer.

    A line is taken apart when its zone is first asked for: there are 37,000
    communes in France, and an import worker meets few of them.
    """

    def __init__(
        self,
        lines: Iterable[str],
        *,
        home: Iterable[str] = (),
        normalise: Callable[[ZoneKind, str], str] = _as_written,
    ) -> None:
        """Index the lines.

        `home` are names and codes of countries whose people are inside the
        network; none means that the country says nothing. `normalise` brings
        the code of a zone into the form the gazetteer has.
        """
        self._home = frozenset(map(name_key, home))
        self._normalise = normalise
        self._zones: dict[str, Zone] = {}
        self._lines: dict[str, str] = {}
        self._at_postcode: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._ancestors: dict[str, tuple[Zone, ...]] = {}
        for line in lines:
            self._index(line)
        self._names = NameIndex(self._lines)

    def _index(self, line: str) -> None:
        zone_id, _, parents, _, postcodes, _ = line.split("\t")
        self._lines[zone_id] = line
        for postcode in postcodes.split():
            self._at_postcode[postcode].append(zone_id)
        # Looked for in the whole cell first: this loop is most of an import worker's start.
        if COMMUNE in parents:
            for whole in filter(is_commune, parents.split()):
                self._parts[whole].append(zone_id)

    def zone(self, kind: ZoneKind, code: str) -> Zone | None:
        """Return the zone of a kind that has this code, however it is spelled, or None."""
        return self.by_id(f"{kind}:{self._normalise(kind, code.strip())}")

    def by_id(self, zone_id: str) -> Zone | None:
        """Return the zone of exactly this id, or None."""
        if zone_id not in self._zones:
            if zone_id not in self._lines:
                return None
            self._zones[zone_id] = self._entry(zone_id).zone()
        return self._zones[zone_id]

    def zones_at_postcode(self, postcode: str) -> tuple[Zone, ...]:
        """Return the communes that a postcode serves, by code; where none is listed, the wider zone it serves."""
        return self._all(self._at_postcode.get(postcode.strip(), ()))

    def zones_named(self, name: str) -> tuple[Zone, ...]:
        """Return the communes, and parts of communes, that go by a name in any spelling, by code."""
        return self._all(self._names.named(name))

    def keys(self, zone: Zone) -> frozenset[str]:
        """Return what the names of a zone come down to, for comparison with a `name_key`."""
        return self._names.keys(zone.id)

    def parts(self, zone: Zone) -> tuple[Zone, ...]:
        """Return the arrondissements or communes déléguées of a commune, by code."""
        return self._all(self._parts.get(zone.id, ()))

    def parents(self, zone: Zone) -> tuple[Zone, ...]:
        """Return the zones right above a zone."""
        return self._all(zone.parents)

    def ancestors(self, zone: Zone) -> tuple[Zone, ...]:
        """Return every zone above a zone, nearest first, each once.

        A part of a commune lies in its own constituencies, not in all of the commune's. Climbed once for each zone:
        an import asks for the same few hundred constituencies at every row.
        """
        if zone.id not in self._ancestors:
            self._ancestors[zone.id] = self._climb(zone)
        return self._ancestors[zone.id]

    def _climb(self, zone: Zone) -> tuple[Zone, ...]:
        found: dict[str, Zone] = {}
        level = self.parents(zone)
        while level:
            found |= {above.id: above for above in level}
            climbed = [above for above in level if above.kind is not ZoneKind.COMMUNE] or level
            level = tuple(higher for above in climbed for higher in self.parents(above) if higher.id not in found)
        return tuple(found.values())

    def of_kind(self, kind: ZoneKind) -> Iterator[Zone]:
        """Yield the zones of a kind, by code."""
        return (zone for zone_id in self._lines if zone_id.startswith(f"{kind}:") and (zone := self.by_id(zone_id)))

    def constituencies(self) -> Iterator[Zone]:
        """Yield the constituencies, by code."""
        return self.of_kind(ZoneKind.CONSTITUENCY)

    def constituencies_in(self, zone: Zone) -> tuple[Zone, ...]:
        """Return the constituencies that a zone wider than they are is divided into, by code."""
        return self._all(self._divisions.get(zone.id, ()))

    def population(self, zone: Zone) -> int:
        """Return the inhabitants of a zone; 0 where the gazetteer does not say."""
        return int(self._entry(zone.id).population or 0)

    def postcodes(self, zone: Zone) -> tuple[str, ...]:
        """Return the postcodes that serve a zone."""
        return tuple(self._entry(zone.id).postcodes.split())

    def is_home(self, country: str) -> bool:
        """Tell whether a country, by code or name, is the network's own, or one of its own."""
        return not self._home or name_key(country) in self._home

    @cached_property
    def _divisions(self) -> dict[str, list[str]]:
        divisions: dict[str, list[str]] = defaultdict(list)
        for constituency in self.constituencies():
            for above in self.ancestors(constituency):
                divisions[above.id].append(constituency.id)
        return divisions

    def _entry(self, zone_id: str) -> Entry:
        return read_line(self._lines[zone_id])

    def _all(self, ids: Iterable[str]) -> tuple[Zone, ...]:
        return tuple([zone for zone_id in ids if (zone := self.by_id(zone_id))])
