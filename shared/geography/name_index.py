"""The communes of a gazetteer by their names."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from shared.geography.gazetteer import is_commune, read_line
from shared.geography.names import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class NameIndex:
    """Names and ids of communes, both ways; `lines` are a gazetteer's, by zone id."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines
        self._keys: dict[str, frozenset[str]] = {}

    def named(self, name: str) -> Sequence[str]:
        """Return the ids of the communes, and parts of communes, that go by a name in any spelling, by code."""
        return self._by_key.get(name_key(name), ())

    def keys(self, zone_id: str) -> frozenset[str]:
        """Return what the names of a zone come down to, for comparison with a `name_key`."""
        if zone_id not in self._keys:
            self._keys[zone_id] = frozenset(map(name_key, read_line(self._lines[zone_id]).names()))
        return self._keys[zone_id]

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        """Made when a name is first met that no postcode explains: it takes 0.15 s for France."""
        by_key: dict[str, list[str]] = defaultdict(list)
        for zone_id in filter(is_commune, self._lines):
            for key in self.keys(zone_id):
                by_key[key].append(zone_id)
        return by_key
