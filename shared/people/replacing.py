"""Replacing people one by one, for stores that ask for each whether somebody else changed it meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.ports import RevisionConflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.people.person import Person, PersonKey
    from shared.people.ports import PeopleStore


def replace_one_by_one(people: Sequence[Person], *, store: PeopleStore) -> list[PersonKey]:
    """Have each replaced over the revision before its own; return the keys of those of another revision."""
    return [person.key for person in people if not _has_replaced(person, store)]


def _has_replaced(person: Person, store: PeopleStore) -> bool:
    try:
        store.replace(person, revision=person.revision - 1)
    except RevisionConflict:
        return False
    return True
