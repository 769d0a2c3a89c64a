"""Erasures in memory, with the promises of `Erasures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.erased import Erased

if TYPE_CHECKING:
    from datetime import datetime


class InMemoryErasures:
    """Keeps erasures in dictionaries."""

    def __init__(self) -> None:
        self.kept: dict[str, datetime] = {}
        self.returned: dict[str, frozenset[str]] = {}

    def keep(self, person_id: str, *, at: datetime) -> None:
        self.kept[person_id] = at
        self.returned.pop(person_id, None)

    def lift(self, person_id: str, slug: str, *, asked_at: datetime) -> None:
        if person_id in self.kept and asked_at > self.kept[person_id]:
            self.returned[person_id] = self.returned.get(person_id, frozenset()) | {slug}

    def bars(self, person_id: str, slug: str) -> bool:
        return person_id in self.kept and slug not in self.returned.get(person_id, frozenset())

    def all(self) -> Erased:
        return Erased(digests=frozenset(map(bytes.fromhex, self.kept)), returned=dict(self.returned))
