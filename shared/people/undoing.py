"""Take a change of many people back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict
from shared.people.again import at_once, until_undisturbed
from shared.people.carrying import carry_on
from shared.people.change import ChangeState, change_to_item, read_change
from shared.people.changing import told_of
from shared.people.renaming import names_put_back
from shared.people.table import put

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.people.again import Patiently
    from shared.people.change import Change
    from shared.people.changing import ChangeOrders
    from shared.people.journal import Journal
    from shared.people.table import PeopleTable

UNDONE = "undid-change"


def undo_change(
    slug: str,
    change_id: str,
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    patiently: Patiently = at_once,
) -> Change:
    """Put those whom a change made different back as they were; return the change, which knows how many that were.

    Who is gone, or was changed in the same thing since, is left as they are. A change that is still under way goes no
    further, and a tag that it renamed is called as before, in the book as well. Raises ChangeUnknown, and Conflict for
    a change that is undone already, or a tag that was renamed again since. Stopped on its way, it is called
    again.
    """
    _begin(slug, change_id, people=people, journal=journal, now=clock.now())
    return carry_on(slug, change_id, people=people, clock=clock, patiently=patiently)


def ask_to_undo(
    slug: str, change_id: str, *, people: PeopleTable, journal: Journal, clock: Clock, orders: ChangeOrders
) -> Change:
    """Have a change of more people than a request waits for taken back; see `undo_change`. Raises TransientError."""
    change = _begin(slug, change_id, people=people, journal=journal, now=clock.now())
    orders.ask(slug, change_id)
    return change


def _begin(slug: str, change_id: str, *, people: PeopleTable, journal: Journal, now: datetime) -> Change:
    """Have a change go no further, but back; the log tells it once, and first."""
    change = read_change(slug, change_id, people=people)
    if change.undone_at:
        raise Conflict(f"change {change_id} was undone on {change.undone_at:%Y-%m-%d at %H:%M} UTC")
    if change.state is ChangeState.UNDOING:
        return change
    names_put_back(change, people=people, now=now)
    journal.record(slug, UNDONE, told_of(change))

    def turn() -> Change:
        # Whoever carries it on writes it with each step.
        found = read_change(slug, change_id, people=people)
        turned = replace(found, state=ChangeState.UNDOING, revision=found.revision + 1)
        names = names_put_back(change, people=people, now=now)
        people.write([put(change_to_item(turned), found.revision), *names])
        return turned

    return until_undisturbed(turn)
