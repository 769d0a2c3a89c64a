"""People as a rollout's import writes them: into nations that are not open yet, and into those that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.people.person import Person, PersonKey
    from shared.people.ports import PeopleStore


class OpenAndClosed:
    """`PeopleStore` over two others; see there for what each method promises.

    `closed` writes by plain batches, 2 write units a supporter, where nobody else writes. `opened` replaces people whom
    teams work with and indexes count, and leaves a mark of each: 5 write units for whoever is changed, none for the
    others. Transactions count the person and the mark twice each, and the index by name once.
    """

    def __init__(self, closed: PeopleStore, *, opened: PeopleStore) -> None:
        self._closed = closed
        self._opened = opened

    def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
        """Return those of the named people that exist."""
        return self._closed.find(keys)

    def is_bare(self) -> bool:
        """Tell whether nobody has anybody yet."""
        return self._closed.is_bare()

    def is_empty(self, holder: str) -> bool:
        """Tell whether a holder has nobody."""
        return self._closed.is_empty(holder)

    def write(self, people: Sequence[Person]) -> None:
        """Store people whatever is there."""
        self._closed.write(people)

    def replace(self, person: Person, *, revision: int) -> None:
        """Store a person over that revision of it, with a mark."""
        self._opened.replace(person, revision=revision)

    def replace_each(self, people: Sequence[Person]) -> Collection[PersonKey]:
        """Store people, each over the revision before its own and with a mark."""
        return self._opened.replace_each(people)
