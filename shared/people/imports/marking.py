"""People as an import into an open nation writes them: each by a transaction that leaves a mark for the index."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from shared.people.item import PERSON_PREFIX, to_item
from shared.people.ports import RevisionConflict
from shared.people.roll import find_people
from shared.people.table import MOST_CHANGED, StepRefused, Wanted, put

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.people.person import Person, PersonKey
    from shared.people.table import PeopleTable

EVERYBODY = 0.0
"""A moment at which nobody's time was over: whoever is there is merged with, so that no write meets them unforeseen."""


class MarkedPeople:
    """`PeopleStore` over the table, for nations whose people are indexed; see there for what each method promises."""

    def __init__(self, table: PeopleTable) -> None:
        self._table = table

    def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
        """Return those of the named people that exist."""
        return find_people(keys, people=self._table, now=EVERYBODY) if keys else {}

    def is_bare(self) -> bool:
        """Nobody imports for a nation that is not there yet."""
        return False

    def is_empty(self, holder: str) -> bool:
        """Tell whether a holder has nobody."""
        return not any(self._table.below(holder, PERSON_PREFIX, most=1))

    def write(self, people: Sequence[Person]) -> None:
        """Store people whatever is there."""
        rest = iter(people)
        while some := list(islice(rest, MOST_CHANGED)):
            self._table.write([put(to_item(person)) for person in some])

    def replace(self, person: Person, *, revision: int) -> None:
        """Store a person over that revision of it."""
        try:
            self._table.write([put(to_item(person), revision or Wanted.ABSENT)])
        except StepRefused:
            raise RevisionConflict("the person has another revision") from None
