"""Check somebody in at the door of an event, and take that back; each as often as a bad network has it sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from shared.actions.keys import ATTEND, activity_key, attendances_of, deed_of
from shared.consent.entries import moment
from shared.kernel.items import from_wire, to_wire
from shared.people.again import until_undisturbed
from shared.people.item import to_item
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.remembering import with_deed, without_deed
from shared.people.roll import person_of
from shared.people.table import Deed, Step, Wanted, has_expired, put

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from shared.kernel.clock import Clock
    from shared.kernel.items import Item, WireItem
    from shared.people.journal import Journal
    from shared.people.person import Person
    from shared.people.table import ItemKey, PeopleTable

CHECKED_IN, CHECKED_OUT = "checked-in", "undid-check-in"
ID_CHARACTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The door of an event, and the member who stands there; `timezone` tells which day it is."""

    slug: str
    event_id: str
    by: str
    timezone: tzinfo = UTC

    @property
    def deed(self) -> str:
        """What a person who came in remembers."""
        return deed_of(ATTEND, self.event_id)

    def key(self, person_id: str) -> ItemKey:
        """Return the key of what says that somebody came."""
        return nation_holder(self.slug), attendances_of(self.event_id) + person_id

    def action_id(self, person_id: str) -> str:
        """Return what makes a coming one action, however often it is told."""
        parts = "\n".join((self.slug, ATTEND, self.event_id, person_id))
        return sha256(parts.encode()).hexdigest()[:ID_CHARACTERS]


def check_in(door: Door, person_id: str, *, people: PeopleTable, journal: Journal, clock: Clock) -> bool:
    """Write down that somebody came; tell whether that is news. The log tells it first.

    Raises PersonUnknown, and TransientError for what another try may mend.
    """
    if _read(door, person_id, people, clock) is not None:
        return False
    person_of(door.slug, person_id, people=people, now=clock.now().timestamp())
    journal.record(door.slug, CHECKED_IN, {"event": door.event_id, "person": person_id})
    return until_undisturbed(partial(_check_in, door, person_id, people, clock))


def check_out(door: Door, person_id: str, *, people: PeopleTable, journal: Journal, clock: Clock) -> bool:
    """Take it back that somebody came; tell whether they had. Raises as `check_in` does, bar PersonUnknown."""
    if _read(door, person_id, people, clock) is None:
        return False
    journal.record(door.slug, CHECKED_OUT, {"event": door.event_id, "person": person_id})
    return until_undisturbed(partial(_check_out, door, person_id, people, clock))


def _check_in(door: Door, person_id: str, people: PeopleTable, clock: Clock) -> bool:
    if _read(door, person_id, people, clock) is not None:
        return False
    now = clock.now()
    person = person_of(door.slug, person_id, people=people, now=now.timestamp())
    people.write(
        [put(to_item(with_attendance(person, door, at=now)), person.revision), *attendance(door, person, clock)]
    )
    return True


def _check_out(door: Door, person_id: str, people: PeopleTable, clock: Clock) -> bool:
    item = _read(door, person_id, people, clock)
    if item is None:
        return False
    person = person_of(door.slug, person_id, people=people, now=clock.now().timestamp())
    left = replace(without_deed(person, door.deed), revision=person.revision + 1)
    holder, told = nation_holder(door.slug), from_wire(item)
    people.write(
        [
            put(to_item(left), person.revision),
            Step(deed=Deed.DELETE, key=door.key(person_id), wanted=Wanted.PRESENT),
            Step(deed=Deed.DELETE, key=(holder, told["activity"])),
        ]
    )
    return True


def with_attendance(person: Person, door: Door, *, at: datetime) -> Person:
    """Return the person as they remember having come, with their next revision."""
    came = with_deed(person, door.deed, on=at.astimezone(door.timezone).date())
    return replace(came, revision=person.revision + 1)


def attendance(door: Door, person: Person, clock: Clock) -> list[Step]:
    """Return the steps that keep somebody's coming, as long as the person: the deed that counts, and the activity."""
    now, who = clock.now(), person.person_id
    _, activity = activity_key(door.slug, who, at=now, action_id=door.action_id(who))
    pk, sk = door.key(who)
    until = {EXPIRES_AT: person.values.get(EXPIRES_AT)}
    deed = {"pk": pk, "sk": sk, "at": moment(now), "by": door.by, "activity": activity, **until}
    done: Item = {"pk": pk, "sk": activity, "action": ATTEND, "page": "", "target": door.event_id, "said": {}, **until}
    return [put(to_wire(deed)), put(to_wire(done))]


def _read(door: Door, person_id: str, people: PeopleTable, clock: Clock) -> WireItem | None:
    key = door.key(person_id)
    item = people.read([key]).get(key)
    return None if item is None or has_expired(item, now=clock.now().timestamp()) else item
