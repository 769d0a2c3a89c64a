"""Guests as pages show them: by name, with whether they came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.actions.guests import guests_among, named, read_guest_book
from shared.people.full_name import full_name
from shared.people.searching import search_people
from shared.people.segments.by_number import NumberedPage
from shared.people.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from shared.actions.guests import GuestBook
    from shared.console.reach import Reach
    from shared.people.person import Person

MOST_NAMED = 1000
"""Guests whose names are read to put them in order; of larger crowds a page comes by ids, and the search finds all."""

FOUND = 20
"""People whom one search shows at the door: whoever stands there can say the whole name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGuest:
    """Somebody at an event; `hint` tells people of one name apart, `came` is when they were let in."""

    person_id: str
    name: str
    hint: str
    promised: bool
    waiting: bool
    came: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestPage:
    """Some of the guests, and the number of the page behind them, 0 for none; `in_order` tells whether by name."""

    guests: tuple[ShownGuest, ...]
    next: int
    in_order: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestList:
    """The guests of one event, as a nation's own rights reach them."""

    slug: str
    event_id: str
    reach: Reach
    now: float

    def book(self) -> GuestBook:
        """Return all guests by their ids."""
        return read_guest_book(self.slug, self.event_id, people=self.reach.people, now=self.now)

    def page(self, ids: Collection[str], book: GuestBook, *, number: int, size: int) -> GuestPage:
        """Return a page of guests, counted from 1, in the order of their names unless they are too many."""
        in_order, start = len(ids) <= MOST_NAMED, (number - 1) * size
        chosen = ids if in_order else sorted(ids)[start : start + size]
        people = named(self.slug, chosen, people=self.reach.people, now=self.now)
        if in_order:
            people = people[start : start + size]
        return GuestPage(
            guests=tuple(_shown(person, book) for person in people),
            next=number + 1 if start + size < len(ids) else 0,
            in_order=in_order,
        )

    def find(self, asked: str, *, country: str) -> NumberedPage[ShownGuest]:
        """Return whom a search at the door may mean, guests first, then others of the nation: `FOUND` of each at most.

        Of guests every word of the name counts, the first name alone, too: many of them gave no other.
        """
        meant = self._guests_called(asked)
        found = search_people(
            asked,
            self.slug,
            people=self.reach.people,
            by_name=self.reach.by_name,
            country=country,
            now=self.now,
            limit=FOUND,
        )
        known = {guest.person_id for guest in meant}
        others = self.of([each.person_id for each in found.elements if each.person_id not in known])
        return NumberedPage(
            elements=tuple(sorted((*meant, *others), key=lambda guest: not guest.promised)),
            is_waiting=found.is_waiting,
            as_of=found.as_of,
        )

    def _guests_called(self, asked: str) -> tuple[ShownGuest, ...]:
        """Return the guests of whose name each word that was typed begins a word; none of a crowd too large to read."""
        book, typed = self.book(), fold(asked).split()
        if len(book.everybody) > MOST_NAMED:
            return ()
        people = named(self.slug, book.everybody, people=self.reach.people, now=self.now)
        called = [person for person in people if _is_called(fold(full_name(person)).split(), typed)]
        return tuple(_shown(person, book) for person in called[:FOUND])

    def of(self, ids: Collection[str]) -> tuple[ShownGuest, ...]:
        """Return some people of the nation, guests or not."""
        book = guests_among(self.slug, self.event_id, ids, people=self.reach.people, now=self.now)
        people = named(self.slug, ids, people=self.reach.people, now=self.now)
        return tuple(_shown(person, book) for person in people)


def _is_called(name: list[str], typed: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in name) for beginning in typed)


def _shown(person: Person, book: GuestBook) -> ShownGuest:
    came = book.came.get(person.person_id)
    return ShownGuest(
        person_id=person.person_id,
        name=full_name(person),
        hint=str(person.values.get("commune") or person.values.get("email") or person.values.get("phone", "")),
        promised=person.person_id in book.promised,
        waiting=person.person_id in book.waiting,
        came=came.at if came else None,
    )
