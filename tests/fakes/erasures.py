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
        self.within: dict[str, dict[str, datetime]] = {}

    def keep(self, person_id: str, *, at: datetime, within: str = "") -> None:
        if not within:
            self.kept[person_id] = at
            self.returned.pop(person_id, None)
            self.within.pop(person_id, None)
        elif person_id in self.kept:
            self.returned[person_id] = self.returned.get(person_id, frozenset()) - {within}
            self.kept[person_id] = at
        else:
            self.within.setdefault(person_id, {})[within] = at

    def lift(self, person_id: str, slug: str, *, asked_at: datetime) -> None:
        if person_id in self.kept and asked_at > self.kept[person_id]:
            self.returned[person_id] = self.returned.get(person_id, frozenset()) | {slug}
        since = self.within.get(person_id, {})
        if slug in since and asked_at > since[slug]:
            del since[slug]

    def bars(self, person_id: str, slug: str) -> bool:
        if person_id in self.kept:
            return slug not in self.returned.get(person_id, frozenset())
        return slug in self.within.get(person_id, {})

    def all(self) -> Erased:
        return Erased(
            digests=frozenset(map(bytes.fromhex, self.kept)),
            returned={person_id: slugs for person_id, slugs in self.returned.items() if slugs},
            within={person_id: frozenset(since) for person_id, since in self.within.items() if since},
        )
