"""A nation's people by name in memory, with the promises of `PeopleByName`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.page import Page
from shared.people.by_name import ListedPerson
from shared.people.item import PERSON_PREFIX, from_item, name_key
from shared.people.person import nation_holder
from shared.people.text import fold
from tests.fakes.people_table import InMemoryPeopleTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.people.person import Person

SHOWN = ("family_name", "given_name", "email", "phone")


class InMemoryPeopleByName:
    """Lists the people it was made with, and those whom a table holds."""

    def __init__(self, people: Iterable[Person] = (), *, table: InMemoryPeopleTable | None = None) -> None:
        self._people, self._table = list(people), table or InMemoryPeopleTable()

    @property
    def people(self) -> list[Person]:
        items = self._table.items.items()
        return [*self._people, *(from_item(item) for (_, sk), item in items if sk.startswith(PERSON_PREFIX))]

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
