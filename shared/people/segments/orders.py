"""Indexes that are asked for: whoever counts people need not build an index, nor wait for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from shared.people.marks import STALE
from shared.people.person import nation_holder
from shared.people.segments.building import build_index
from shared.people.segments.index import is_over, read_head
from shared.people.segments.selecting import FEW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from shared.people.segments.index import Head
    from shared.people.table import PeopleTable

FOLDED_FROM = FEW // 2
"""Changed people from which on the clock has an index built anew, before they are too many to look at."""

OLDEST = timedelta(days=1)
"""How old an index may be that somebody was changed after: so long the id of somebody erased may stay in it."""


class Indexing(Protocol):
    """Where a nation's index is asked for; each order is carried out at least once."""

    def ask(self, slugs: Iterable[str]) -> None:
        """Have these nations' indexes built if they need it; raises TransientError if not all orders were taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What an order came to: how many people the new index has, or None where the one there is was good enough."""

    people: int | None


def carry_out(slug: str, *, people: PeopleTable, now: datetime, draw: Callable[[int], str]) -> Built:
    """Build a nation's index unless the one there is answers for everybody; the same order twice does no harm."""
    if not needs_index(slug, people=people, now=now):
        return Built(people=None)
    built = build_index(slug, people=people, now=now, draw=draw)
    return Built(people=built.people if built else None)


def needs_index(slug: str, *, people: PeopleTable, now: datetime) -> bool:
    """Tell whether a nation's index should be built anew: none of all it has is there, or too much happened since."""
    head = read_head(slug, people=people)
    return head is None or head.shared is None or _changed(slug, people, most=FOLDED_FROM) or _is_old(head, people, now)


def _changed(slug: str, people: PeopleTable, *, most: int) -> bool:
    """Tell whether so many people were changed since."""
    return sum(1 for _ in people.below(nation_holder(slug), STALE, most=most)) == most


def _is_old(head: Head, people: PeopleTable, now: datetime) -> bool:
    gone = any(is_over(facet, now) for facet in head.facets)
    return now - head.built_at >= OLDEST and (gone or _changed(head.slug, people, most=1))
