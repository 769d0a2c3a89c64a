"""Marks beside the people: who was changed since the nation's index of facets was built.

    STALE#<person id>    {revision N: drawn anew by each change}

Whoever writes a person through `PeopleTable` leaves the mark in the same transaction, so that no change can be
missed; so do imports into open nations, and one into nations that are not open yet writes by another way and leaves
none. The index's builder takes a mark away unless it was drawn anew meanwhile; until then an erased person's is all
that is left of them here, beside `ERASED#`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.item import PERSON_PREFIX
from shared.people.person import slug_of
from shared.people.table import Deed, Step, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shared.people.table import ItemKey

STALE = "STALE#"
DRAWN_BITS = 53
"""Of a mark's number: what any reader of JSON keeps exactly."""


def with_marks(steps: Sequence[Step], draw: Callable[[int], int]) -> list[Step]:
    """Return the steps with a mark for each nation's person whom they change; `draw` returns so many random bits."""
    return [*steps, *(_mark(key, draw) for key in _changed(steps))]


def mark_key(holder: str, person_id: str) -> ItemKey:
    """Return where somebody's mark is kept."""
    return holder, STALE + person_id


def _changed(steps: Iterable[Step]) -> list[ItemKey]:
    return [
        step.key
        for step in steps
        if step.deed is not Deed.CHECK and step.key[1].startswith(PERSON_PREFIX) and slug_of(step.key[0])
    ]


def _mark(person: ItemKey, draw: Callable[[int], int]) -> Step:
    pk, sk = mark_key(person[0], person[1].removeprefix(PERSON_PREFIX))
    return put({"pk": {"S": pk}, "sk": {"S": sk}, "revision": {"N": str(draw(DRAWN_BITS))}})
