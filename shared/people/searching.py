"""Finding people of a nation by what somebody typed into one field, whatever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.page import Page, unreadable
from shared.people.aliases import ALIAS, alias_key, aliases_of, leads_to
from shared.people.by_name import ListedPerson
from shared.people.email import normalise_email
from shared.people.item import PERSON_PREFIX, from_item, name_key
from shared.people.numbers import numbers_of
from shared.people.person import is_person_id, nation_holder, person_id
from shared.people.phone import normalise_phone
from shared.people.roll import find_standing_people
from shared.people.segments.by_number import NumberedPage, read_numbers
from shared.people.table import MOST_KEYS, has_expired
from shared.people.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.people.by_name import PeopleByName
    from shared.people.person import Person
    from shared.people.table import PeopleTable

SHOWN = ("family_name", "given_name", "email", "phone")


FIRST_WAY = "0"
"""The cursor's way where there is one alone: before the id that a page of somebody's number goes on behind."""


def search_people(
    asked: str,
    slug: str,
    *,
    people: PeopleTable,
    by_name: PeopleByName,
    country: str,
    now: float,
    limit: int,
    after: str | None = None,
) -> NumberedPage[ListedPerson]:
    """Return a page of those whom the text may mean; everybody where it is empty.

    An e-mail address or a person id means the one person that it identifies, a phone number (national ones of
    `country`) everybody who has it, whoever they are known by. Anything else begins a name, the family name first or
    last, without accents or case. No more than three queries, or one and a few readings of keys, make a page. `now` is
    in epoch seconds. Raises InputError for a cursor that is none of ours.
    """
    asked = asked.strip()
    if "@" in asked or is_person_id(asked):
        whom = person_id(normalise_email(asked) or asked) if "@" in asked else asked
        found = find_standing_people([(nation_holder(slug), whom)], people=people, now=now)
        return NumberedPage(elements=tuple(map(listed, found.values())))
    number = normalise_phone(asked, country=country) if any(sign.isdecimal() for sign in asked) else None
    if number:
        return _numbered(number, slug, people, now, limit, after)
    page = _named(orders(asked), slug, by_name=by_name, limit=limit, after=after)
    return NumberedPage(elements=page.elements, cursor=page.cursor)


def orders(asked: str) -> tuple[str, ...]:
    """Return how the list may spell a name: as typed, or with the family name, typed behind the given one, first."""
    words = fold(asked).split()
    spelled = (words, words[1:] + words[:1], words[-1:] + words[:-1])
    return tuple(dict.fromkeys(map(" ".join, spelled)))


def listed(person: Person) -> ListedPerson:
    """Return what a list shows of a person."""
    shown = {name: str(person.values[name]) for name in SHOWN if name in person.values}
    return ListedPerson(person_id=person.person_id, **shown)


def _numbered(
    number: str, slug: str, people: PeopleTable, now: float, limit: int, after: str | None
) -> NumberedPage[ListedPerson]:
    """Return a page of those who have a number, in the order of their names within it."""
    _, last = _read(after, ways=1)
    book = read_numbers(slug, people=people)
    owners, most = sorted(book.owners(number, people=people)), min(limit, MOST_KEYS - 2)
    known = person_id(number)
    rest = [each for each in owners if each > (last or "")]
    also = [] if last or known in owners else [known]
    found = {person.person_id: person for person in _owners(number, slug, [*rest[:most], *also], people, now)}
    return NumberedPage(
        elements=tuple(map(listed, sorted(found.values(), key=name_key))),
        cursor=f"{FIRST_WAY}{rest[most - 1]}" if len(rest) > most else None,
        is_waiting=book.is_waiting,
        as_of=book.as_of,
    )


def _owners(number: str, slug: str, ids: list[str], people: PeopleTable, now: float) -> Iterator[Person]:
    """Yield those of the people who have a number, or are known by it, or were before they were merged into another."""
    holder, known = nation_holder(slug), person_id(number)
    keys = [(holder, PERSON_PREFIX + each) for each in ids]
    found = people.read([*keys, alias_key(holder, known)])
    merged = [(holder, leads_to(item)) for (_, sk), item in found.items() if sk.startswith(ALIAS)]
    standing = [from_item(found[key]) for key in keys if key in found and not has_expired(found[key], now=now)]
    others = find_standing_people(merged, people=people, now=now).values() if merged else ()
    for person in (*standing, *others):
        if number in numbers_of(person) or known in {person.person_id, *aliases_of(person)}:
            yield person


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
