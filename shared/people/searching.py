"""Finding people of a nation by what somebody typed into one field, whatever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.page import Page, unreadable
from shared.people.by_name import ListedPerson
from shared.people.email import normalise_email
from shared.people.person import is_person_id, nation_holder, person_id
from shared.people.phone import normalise_phone
from shared.people.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from shared.people.by_name import PeopleByName
    from shared.people.person import Person, PersonKey

    Find = Callable[[Collection[PersonKey]], Mapping[PersonKey, Person]]

SHOWN = ("family_name", "given_name", "email", "phone")


def search_people(
    asked: str, slug: str, *, find: Find, by_name: PeopleByName, country: str, limit: int, after: str | None = None
) -> Page[ListedPerson]:
    """Return a page of those whom the text may mean; everybody where it is empty.

    An e-mail address, a phone number (national ones of `country`) or a person id means the one person that it
    identifies; whoever is known by an address is not found by a number. Anything else begins a name, the family name
    first or last, without accents or case. `find` reads people by key. No more than three queries make a page.
    Raises InputError for a cursor that is none of ours.
    """
    identified = _identified(asked.strip(), country)
    if identified is None:
        return _named(orders(asked), slug, by_name=by_name, limit=limit, after=after)
    found = find([(nation_holder(slug), identified)])
    return Page(elements=tuple(map(listed, found.values())))


def orders(asked: str) -> tuple[str, ...]:
    """Return how the list may spell a name: as typed, or with the family name, typed behind the given one, first."""
    words = fold(asked).split()
    spelled = (words, words[1:] + words[:1], words[-1:] + words[:-1])
    return tuple(dict.fromkeys(map(" ".join, spelled)))


def listed(person: Person) -> ListedPerson:
    """Return what a list shows of a person."""
    shown = {name: str(person.values[name]) for name in SHOWN if name in person.values}
    return ListedPerson(person_id=person.person_id, **shown)


def _identified(asked: str, country: str) -> str | None:
    if "@" in asked:
        return person_id(normalise_email(asked) or asked)
    if is_person_id(asked):
        return asked
    if any(sign.isdecimal() for sign in asked):
        number = normalise_phone(asked, country=country)
        return person_id(number) if number else None
    return None


def _named(
    beginnings: tuple[str, ...], slug: str, *, by_name: PeopleByName, limit: int, after: str | None
) -> Page[ListedPerson]:
    """Return a page of those whose name begins in one of these ways, one way after the other.

    The cursor is the way's number and the last person's id.
    """
    way, last = _read(after, ways=len(beginnings))
    found: list[ListedPerson] = []
    for number in range(way, len(beginnings)):
        page = by_name.page(slug, beginning=beginnings[number], limit=limit - len(found), after=last)
        found += page.elements
        last = None
        if page.cursor:
            return Page(elements=tuple(found), cursor=f"{number}{page.cursor}")
        if len(found) == limit and number + 1 < len(beginnings):
            return Page(elements=tuple(found), cursor=str(number + 1))
    return Page(elements=tuple(found))


def _read(cursor: str | None, *, ways: int) -> tuple[int, str | None]:
    """Return which way to go on in, and behind whom; raises InputError."""
    if not cursor:
        return 0, None
    way, last = cursor[:1], cursor[1:]
    if way not in map(str, range(ways)) or (last and not is_person_id(last)):
        raise unreadable()
    return int(way), last or None
