"""Who of a nation may be one person twice: the same name and postcode or number, or the same number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, combinations, groupby, islice
from typing import TYPE_CHECKING

from shared.people.fields import Field
from shared.people.item import name_key
from shared.people.numbers import numbers_of
from shared.people.roll import people_of
from shared.people.segments.by_number import NumberedPage, read_numbers
from shared.people.segments.index import MOST_COMPARED
from shared.people.table import MOST_KEYS
from shared.people.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from shared.people.by_name import ListedPerson, PeopleByName
    from shared.people.person import Person
    from shared.people.segments.by_number import NumberBook
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
) -> NumberedPage[Pair]:
    """Return who of a portion of the nation's list may be one; the cursor goes on behind it, and may find nobody.

    Two of one number are in the portion of who comes first by name. `now` is in epoch seconds.
    """
    page = by_name.page(slug, limit=LOOKED_AT, after=after)
    groups = [list(group) for _, group in groupby(page.elements, key=_name)]
    if page.cursor and len(groups) > 1:
        # Whoever has the last name may have a namesake behind them: the next portion begins with that name.
        groups.pop()
    looked_at = {person.person_id: person for group in groups for person in group}
    namesakes = [group[:MOST_OF_A_NAME] for group in groups if any(_name(group[0])) and len(group) > 1]
    book = read_numbers(slug, people=people)
    sharing = _sharing(looked_at, book, people)
    asked = [*(person.person_id for group in namesakes for person in group), *chain(*sharing.values())]
    found = {person.person_id: person for person in _read(slug, asked, people, now)}
    alike = list(_alike(namesakes, found))
    cursor = list(looked_at)[-1] if page.cursor and looked_at else None
    return NumberedPage(
        elements=(*alike, *_of_one_number(sharing, looked_at, found, alike)),
        cursor=cursor,
        is_waiting=book.is_waiting,
        as_of=book.as_of,
    )


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


def _sharing(
    looked_at: Mapping[str, ListedPerson], book: NumberBook, people: PeopleTable
) -> Mapping[str, Collection[str]]:
    """Return who may have the numbers of some people of the list, of each number that several may have."""
    changed = {person.phone for person in looked_at.values() if person.phone and person.person_id in book.changed}
    others = {person.phone for person in looked_at.values() if person.phone} - changed
    owners = book.owners_of(changed, people=people, sharing=others)
    whose = {number: set(found) for number, found in owners.items()}
    for person in looked_at.values():
        # Also whose number nobody shared when the index was built: the mark of who has it since does not name them.
        if person.phone:
            whose[person.phone].add(person.person_id)
    return {number: found for number, found in whose.items() if len(found) > 1}


def _of_one_number(
    sharing: Mapping[str, Collection[str]],
    looked_at: Collection[str],
    found: Mapping[str, Person],
    alike: Iterable[Pair],
) -> Iterator[Pair]:
    told = {frozenset((pair.kept.person_id, pair.gone.person_id)) for pair in alike}
    for number, whose in sharing.items():
        known = [found[each] for each in sorted(whose) if each in found and number in numbers_of(found[each])]
        for one, other in combinations(known[:MOST_COMPARED], 2):
            both = frozenset((one.person_id, other.person_id))
            if both not in told and _first(one, other, number) in looked_at:
                told.add(both)
                yield pair_of(one, other, _likeness_by_number(one, other))


def _first(one: Person, other: Person, number: str) -> str:
    """Return in whose portion of the list two of one number are: the first of those who are listed with it."""
    listed = [person for person in (one, other) if person.values.get(Field.PHONE) == number]
    return min(listed or (one, other), key=name_key).person_id


def _likeness_by_number(one: Person, other: Person) -> Likeness:
    return Likeness.NAME_AND_NUMBER if _full_name(one) == _full_name(other) else Likeness.NUMBER


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
