"""Take a change of many people back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict
from shared.people.again import until_undisturbed
from shared.people.change import ChangeKind, change_to_item, portions_of, read_change
from shared.people.item import to_item
from shared.people.retagging import retagged
from shared.people.roll import people_of
from shared.people.table import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.kernel.clock import Clock
    from shared.people.change import Change
    from shared.people.journal import Journal
    from shared.people.table import PeopleTable

UNDONE = "undid-change"


def undo_change(slug: str, change_id: str, *, people: PeopleTable, journal: Journal, clock: Clock) -> int:
    """Put the tags of those whom a change made different back as they were; return how many that were.

    Who is gone, or has it so already, is left as they are. Raises ChangeUnknown, and Conflict for a change that is
    undone already. Stopped on its way, it is called again.
    """
    change, now = read_change(slug, change_id, people=people), clock.now()
    if change.undone_at:
        raise Conflict(f"change {change_id} was undone on {change.undone_at:%Y-%m-%d at %H:%M} UTC")
    journal.record(slug, UNDONE, {"change": change_id, "tag": change.tag})
    restored = sum(
        until_undisturbed(partial(_restore, change, portion, people, now.timestamp()))
        for portion in portions_of(change, people=people)
    )
    people.write([put(change_to_item(replace(change, undone_at=now)), change.revision)])
    return restored


def _restore(change: Change, portion: Sequence[str], people: PeopleTable, now: float) -> int:
    known = people_of(change.slug, portion, people=people, now=now)
    restored = list(retagged(known, change, gives=change.kind is ChangeKind.UNTAG))
    if restored:
        people.write([put(to_item(person), person.revision - 1) for person in restored])
    return len(restored)
