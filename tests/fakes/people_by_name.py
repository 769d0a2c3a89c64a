"""A nation's people by name in memory, with the promises of `PeopleByName`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.page import Page
from shared.people.by_name import ListedPerson
from shared.people.item import name_key
from shared.people.person import nation_holder
from shared.people.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.people.person import Person

SHOWN = ("family_name", "given_name", "email", "phone")


class InMemoryPeopleByName:
    """Lists the people it was made with."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people = list(people)

    def page(self, slug: str, *, beginning: str = "", limit: int, after: str | None = None) -> Page[ListedPerson]:
        mine = sorted((each for each in self.people if each.holder == nation_holder(slug)), key=name_key)
        start = next((name_key(each) for each in mine if each.person_id == after), "")
        wanted = " ".join(fold(beginning).split())
        rest = [each for each in mine if name_key(each) > start and name_key(each).startswith(wanted)]
        shown, more = rest[:limit], len(rest) > limit
        return Page(elements=tuple(map(_listed, shown)), cursor=shown[-1].person_id if more else None)


def _listed(person: Person) -> ListedPerson:
    told = {name: str(person.values[name]) for name in SHOWN if name in person.values}
    return ListedPerson(person_id=person.person_id, **told)
