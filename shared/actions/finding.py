"""What a link to confirm finds, before anything is done; nothing is changed, since machines follow links, too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.actions.confirmations import confirmation_from_item
from shared.actions.keys import confirmation_key
from shared.actions.standing import person_key
from shared.kernel.items import from_wire
from shared.people.item import from_item
from shared.people.person import nation_holder
from shared.people.table import has_expired

if TYPE_CHECKING:
    from datetime import datetime

    from shared.actions.confirmations import Confirmation
    from shared.consent.links import Bond
    from shared.kernel.items import Item
    from shared.people.person import Person
    from shared.people.table import PeopleTable

CONFIRMED_AT = "confirmed_at"
"""The field of a person that says when they confirmed their address."""


class Found(StrEnum):
    """What a link finds."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    ALREADY = "already"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a link found: whom, what is or was waited for, and what they had done."""

    found: Found
    person: Person | None = None
    confirmation: Confirmation | None = None
    activity: Item | None = None


def look_up(bond: Bond, *, people: PeopleTable, now: datetime) -> Finding:
    """Return what a link waits for; what has expired is gone, though the table may still have it."""
    who, what = person_key(bond.slug, bond.person_id), confirmation_key(bond.slug, bond.person_id, bond.action_id)
    found = people.read([who, what]).items()
    alive = {key: item for key, item in found if not has_expired(item, now=now.timestamp())}
    if who not in alive:
        return Finding(found=Found.GONE)
    person = from_item(alive[who])
    if what not in alive:
        return Finding(found=Found.ALREADY if CONFIRMED_AT in person.values else Found.GONE, person=person)
    confirmation = confirmation_from_item(alive[what])
    key = nation_holder(bond.slug), confirmation.activity
    activity = people.read([key]).get(key)
    return Finding(
        found=Found.WAITING,
        person=person,
        confirmation=confirmation,
        activity=from_wire(activity) if activity else None,
    )
