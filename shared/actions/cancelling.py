"""Cancel a promise to come: it is counted no longer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.keys import RSVP, activity_key, deed_key, deed_of
from shared.actions.standing import person_key
from shared.kernel.items import to_wire
from shared.people.again import until_undisturbed
from shared.people.item import from_item, to_item
from shared.people.person import EXPIRES_AT
from shared.people.remembering import without_deed
from shared.people.table import Deed, Step, put

if TYPE_CHECKING:
    from datetime import datetime

    from shared.consent.links import Bond
    from shared.kernel.clock import Clock
    from shared.kernel.items import Item
    from shared.people.person import Person
    from shared.people.table import PeopleTable

CANCELLING = "cancel-rsvp"


def promises_of(person: Person) -> tuple[str, ...]:
    """Return the events that a person has promised to come to."""
    promise = f"{RSVP}:"
    return tuple(deed.removeprefix(promise) for deed in person.deeds if deed.startswith(promise))


def cancel_promise(bond: Bond, event_id: str, *, people: PeopleTable, clock: Clock) -> bool:
    """Take a promise back; tell whether there was one. Raises TransientError."""
    return until_undisturbed(partial(_cancel_once, bond, event_id, people, clock.now()))


def _cancel_once(bond: Bond, event_id: str, people: PeopleTable, now: datetime) -> bool:
    key = person_key(bond.slug, bond.person_id)
    item = people.read([key]).get(key)
    promised = item is not None and event_id in promises_of(from_item(item))
    if item and promised:
        people.write(_steps(bond, from_item(item), event_id, now))
    return promised


def _steps(bond: Bond, person: Person, event_id: str, now: datetime) -> list[Step]:
    deed = deed_of(RSVP, event_id)
    left = replace(without_deed(person, deed), revision=person.revision + 1)
    pk, sk = activity_key(bond.slug, bond.person_id, at=now, action_id=bond.action_id)
    told: Item = {"action": CANCELLING, "page": "", "target": event_id, "said": {}}
    until = {EXPIRES_AT: person.values.get(EXPIRES_AT)}
    steps = [put(to_item(left), person.revision), put(to_wire({"pk": pk, "sk": sk, **told, **until}))]
    if counted := deed_key(bond.slug, bond.person_id, deed=deed):
        steps.append(Step(deed=Deed.DELETE, key=counted))
    return steps
