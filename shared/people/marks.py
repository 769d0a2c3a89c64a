"""Marks beside the people: who was changed since the nation's index of facets was built.

    STALE#<person id>    {revision N: drawn anew by each change, numbers L}

`numbers` are the digests of the phone numbers that the person has now, in hexadecimal; a change that does not tell
them leaves it out.

Whoever writes a person through `PeopleTable` leaves the mark in the same transaction, so that no change can be
missed; so do imports into open nations, and one into nations that are not open yet writes by another way and leaves
none. The index's builder takes a mark away unless it was drawn anew meanwhile; until then an erased person's is all
that is left of them here, beside `ERASED#`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.items import to_wire
from shared.people.item import PERSON_PREFIX
from shared.people.numbers import digests_in
from shared.people.person import slug_of
from shared.people.table import Deed, Step, put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.people.table import ItemKey

STALE = "STALE#"
DRAWN_BITS = 53
"""Of a mark's number: what any reader of JSON keeps exactly."""


def with_marks(steps: Sequence[Step], draw: Callable[[int], int]) -> list[Step]:
    """Return the steps with a mark for each nation's person whom they change; `draw` returns so many random bits."""
    return [*steps, *(_mark(step, draw) for step in steps if _changes(step))]


def mark_key(holder: str, person_id: str) -> ItemKey:
    """Return where somebody's mark is kept."""
    return holder, STALE + person_id


def _changes(step: Step) -> bool:
    pk, sk = step.key
    return step.deed is not Deed.CHECK and sk.startswith(PERSON_PREFIX) and slug_of(pk) is not None


def _mark(step: Step, draw: Callable[[int], int]) -> Step:
    pk, sk = mark_key(step.key[0], step.key[1].removeprefix(PERSON_PREFIX))
    return put(to_wire({"pk": pk, "sk": sk, "revision": draw(DRAWN_BITS), "numbers": _numbers(step)}))


def _numbers(step: Step) -> list[str] | None:
    """Return the numbers that a person has after a step, as a mark tells them; None where the step does not."""
    if step.deed is Deed.DELETE:
        return []
    if step.deed is Deed.PUT and step.item:
        return sorted(digest.hex() for digest in digests_in(step.item))
    return None
