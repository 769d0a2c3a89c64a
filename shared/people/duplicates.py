"""Who of a nation may be one person twice: the same name and postcode or number, or the same number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, groupby, islice
from typing import TYPE_CHECKING

from shared.kernel.page import Page
from shared.people.fields import Field
from shared.people.person import person_id
from shared.people.roll import people_of
from shared.people.table import MOST_KEYS
from shared.people.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shared.people.by_name import ListedPerson, PeopleByName
    from shared.people.person import Person
    from shared.people.table import PeopleTable

LOOKED_AT = 400
"""People of the list that one page of suggestions looks at: one query, and a reading for each hundred in question."""

MOST_OF_A_NAME = 8
"""People of one name who are compared: more of them are a family, or a name that says nothing."""


class Likeness(StrEnum):
    """Why two may be one."""

    NUMBER = "number"
    NAME_AND_NUMBER = "name-and-number"
    NAME_AND_POSTCODE = "name-and-postcode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two who may be one person: `kept` knows more, and is what the other would become."""

    kept: Person
    gone: Person
    likeness: Likeness


def find_duplicates(
    slug: str, *, by_name: PeopleByName, people: PeopleTable, now: float, after: str | None = None
) -> Page[Pair]:
    """Return who of a portion of the nation's list may be one; the cursor goes on behind it, and may find nobody.

    `now` is in epoch seconds.
    """
    page = by_name.page(slug, limit=LOOKED_AT, after=after)
    groups = [list(group) for _, group in groupby(page.elements, key=_name)]
    if page.cursor and len(groups) > 1:
        # Whoever has the last name may have a namesake behind them: the next portion begins with that name.
        groups.pop()
    looked_at = [person for group in groups for person in group]
    namesakes = [group[:MOST_OF_A_NAME] for group in groups if any(_name(group[0])) and len(group) > 1]
    numbers = {person.person_id: person_id(person.phone) for person in looked_at if person.phone and person.email}
    asked = [*(person.person_id for group in namesakes for person in group), *numbers.values()]
    found = {person.person_id: person for person in _read(slug, asked, people, now)}
    by_number = {known: found[number] for known, number in numbers.items() if number in found}
    others = {person.person_id: person for person in _read(slug, [*by_number], people, now)}
    pairs = [*_alike(namesakes, found), *_same_number(by_number, others)]
    cursor = looked_at[-1].person_id if page.cursor and looked_at else None
    return Page(elements=tuple(pairs), cursor=cursor)


def pair_of(one: Person, other: Person, likeness: Likeness) -> Pair:
    """Return two with the one first who is known better: by an address, by a consent, by more that is known."""
    kept, gone = sorted((one, other), key=_known, reverse=True)
    return Pair(kept=kept, gone=gone, likeness=likeness)


def likeness_of(one: Person, other: Person) -> Likeness | None:
    """Return why two of the same name may be one person, or None."""
    for field, likeness in ((Field.PHONE, Likeness.NAME_AND_NUMBER), (Field.POSTCODE, Likeness.NAME_AND_POSTCODE)):
        if field in one.values and one.values[field] == other.values.get(field):
            return likeness
    return None


def _alike(groups: Iterable[Sequence[ListedPerson]], found: dict[str, Person]) -> Iterator[Pair]:
    for group in groups:
        known = [found[person.person_id] for person in group if person.person_id in found]
        for one, other in combinations(known, 2):
            if likeness := likeness_of(one, other):
                yield pair_of(one, other, likeness)


def _same_number(by_number: dict[str, Person], others: dict[str, Person]) -> Iterator[Pair]:
    for known, person in by_number.items():
        if known in others and _full_name(person) != _full_name(others[known]):
            yield pair_of(others[known], person, Likeness.NUMBER)


def _read(slug: str, person_ids: Iterable[str], people: PeopleTable, now: float) -> Iterator[Person]:
    rest = iter(dict.fromkeys(person_ids))
    while portion := list(islice(rest, MOST_KEYS)):
        yield from people_of(slug, portion, people=people, now=now)


def _known(person: Person) -> tuple[bool, bool, int, str]:
    return Field.EMAIL in person.values, person.mailable, len(person.values), person.person_id


def _name(person: ListedPerson) -> tuple[str, str]:
    return fold(person.family_name), fold(person.given_name)


def _full_name(person: Person) -> str:
    return " ".join(fold(str(person.values.get(name, ""))) for name in (Field.GIVEN_NAME, Field.FAMILY_NAME))
