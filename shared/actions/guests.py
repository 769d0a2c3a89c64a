"""The guests of an event: who said that they come, and who came. Found by their deeds, however large the nation is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shared.actions.keys import attendances_of, guests_of
from shared.kernel.items import from_wire
from shared.people.item import name_key
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.roll import people_of
from shared.people.table import MOST_KEYS, has_expired

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.table import PeopleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """That somebody came: when they were let in (UTC), and by which member."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestBook:
    """Whom an event is about, by person id: who `promised` to come, and who `came`, whether they had promised or not.

    `waiting` are those of the first who have not confirmed their address yet.
    """

    promised: frozenset[str]
    waiting: frozenset[str]
    came: Mapping[str, Attendance]

    @property
    def everybody(self) -> frozenset[str]:
        """All whom the event knows."""
        return self.promised | self.came.keys()

    @property
    def missing(self) -> frozenset[str]:
        """Those who promised and have not come yet."""
        return self.promised - self.came.keys()

    @property
    def walk_ins(self) -> frozenset[str]:
        """Those who came without a word before."""
        return frozenset(self.came) - self.promised


def read_guest_book(slug: str, event_id: str, *, people: PeopleTable, now: float) -> GuestBook:
    """Return the guests of an event by two queries of their deeds; `now` is in epoch seconds."""
    prefixes = (guests_of(event_id), attendances_of(event_id))
    items = [item for prefix in prefixes for item in people.below(nation_holder(slug), prefix)]
    return _book(event_id, items, now)


def guests_among(
    slug: str, event_id: str, person_ids: Collection[str], *, people: PeopleTable, now: float
) -> GuestBook:
    """Return the guests among some people, at most half of `MOST_KEYS`, by one reading of their keys."""
    prefixes = (guests_of(event_id), attendances_of(event_id))
    keys = [(nation_holder(slug), prefix + who) for prefix in prefixes for who in person_ids]
    return _book(event_id, people.read(keys).values() if keys else (), now)


def named(slug: str, person_ids: Iterable[str], *, people: PeopleTable, now: float) -> list[Person]:
    """Return the people of these ids in the order of their names; who is gone is left out."""
    return sorted(_found(slug, sorted(person_ids), people, now), key=name_key)


def _found(slug: str, ids: Sequence[str], people: PeopleTable, now: float) -> Iterator[Person]:
    for start in range(0, len(ids), MOST_KEYS):
        yield from people_of(slug, ids[start : start + MOST_KEYS], people=people, now=now)


def _book(event_id: str, items: Iterable[WireItem], now: float) -> GuestBook:
    standing = {item["sk"]["S"]: item for item in items if not has_expired(item, now=now)}
    promises, came = _below(standing, guests_of(event_id)), _below(standing, attendances_of(event_id))
    return GuestBook(
        promised=frozenset(promises),
        waiting=frozenset(who for who, item in promises.items() if EXPIRES_AT in item),
        came={who: _attendance(item) for who, item in came.items()},
    )


def _below(items: Mapping[str, WireItem], prefix: str) -> dict[str, WireItem]:
    return {key.removeprefix(prefix): item for key, item in items.items() if key.startswith(prefix)}


def _attendance(item: WireItem) -> Attendance:
    told = from_wire(item)
    return Attendance(at=datetime.fromisoformat(told["at"]), by=told["by"])
