"""Confirm: the ledger says so, the nation may write, and nothing of the person expires any more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.belongings import belongings_of
from shared.actions.confirmations import Confirmation, confirmation_from_item
from shared.actions.keys import confirmation_key, confirmations_of
from shared.actions.newcomer import values_typed
from shared.actions.standing import person_key
from shared.consent.channels import heard
from shared.consent.entries import entry_to_item
from shared.consent.ledger import Entry, Method, State
from shared.consent.naming import entry_id
from shared.consent.purposes import Controller
from shared.kernel.items import from_wire
from shared.people.again import until_undisturbed
from shared.people.item import from_item, to_item
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.table import MOST_STEPS, Deed, Step, Wanted, has_expired, put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from shared.actions.confirmations import AskedConsent
    from shared.actions.ground import Ground
    from shared.consent.links import Bond
    from shared.kernel.clock import Clock
    from shared.kernel.items import Item, WireItem
    from shared.nations.nation import NationSeed
    from shared.people.person import Person, Value
    from shared.people.table import ItemKey, PeopleTable

CONFIRMED_AT = "confirmed_at"


class Found(StrEnum):
    """What a link to confirm finds."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    ALREADY = "already"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a link found; `confirmation` is what is, or was, waited for."""

    found: Found
    confirmation: Confirmation | None = None


def look_up(bond: Bond, *, people: PeopleTable, now: datetime) -> Finding:
    """Return what a link waits for; nothing is changed, since machines follow links, too."""
    person, confirmation, _ = _read(bond, people, now)
    return _judged(person, confirmation)


def confirm(
    bond: Bond, *, address: str, seed: NationSeed, ground: Ground, people: PeopleTable, clock: Clock
) -> Finding:
    """Confirm what a link was sent for; a second time changes nothing. Raises TransientError.

    `address`, cut to its network, is where the click came from. What was typed fills the person's blanks.
    """
    return until_undisturbed(partial(_confirm_once, bond, address, seed, ground, people, clock.now()))


def _confirm_once(
    bond: Bond, address: str, seed: NationSeed, ground: Ground, people: PeopleTable, now: datetime
) -> Finding:
    person, confirmation, activity = _read(bond, people, now)
    if person is None or confirmation is None:
        return _judged(person, confirmation)
    entries = [_entry(confirmation, consent, address, now) for consent in confirmation.consents]
    known = replace(person, values={**_typed(activity, seed, ground), **person.values})
    _write(person, _confirmed(known, entries, now=now), confirmation, entries, people)
    return Finding(found=Found.CONFIRMED, confirmation=confirmation)


def _judged(person: Person | None, confirmation: Confirmation | None) -> Finding:
    if person and confirmation:
        return Finding(found=Found.WAITING, confirmation=confirmation)
    settled = person is not None and CONFIRMED_AT in person.values
    return Finding(found=Found.ALREADY if settled else Found.GONE)


def _read(bond: Bond, people: PeopleTable, now: datetime) -> tuple[Person | None, Confirmation | None, Item | None]:
    who, what = person_key(bond.slug, bond.person_id), confirmation_key(bond.slug, bond.person_id, bond.action_id)
    alive = _alive(people.read([who, what]), now)
    confirmation = confirmation_from_item(alive[what]) if what in alive else None
    activity = None
    if confirmation:
        key = nation_holder(bond.slug), confirmation.activity
        activity = people.read([key]).get(key)
    return from_item(alive[who]) if who in alive else None, confirmation, from_wire(activity) if activity else None


def _alive(items: Mapping[ItemKey, WireItem], now: datetime) -> dict[ItemKey, WireItem]:
    return {key: item for key, item in items.items() if not has_expired(item, now=now.timestamp())}


def _typed(activity: Item | None, seed: NationSeed, ground: Ground) -> Mapping[str, Value]:
    if activity is None:
        return {}
    return values_typed(
        activity["said"], action=activity["action"], language=activity["language"], seed=seed, ground=ground
    )


def _entry(confirmation: Confirmation, consent: AskedConsent, address: str, now: datetime) -> Entry:
    return Entry(
        holder=nation_holder(confirmation.slug),
        person_id=confirmation.person_id,
        entry_id=entry_id(confirmation.action_id, consent.purpose, consent.controller, State.CONFIRMED),
        purpose=consent.purpose,
        controller=consent.controller,
        state=State.CONFIRMED,
        method=Method.DOUBLE_OPT_IN,
        at=now,
        wording=consent.wording,
        language=consent.language,
        version=consent.version,
        page="confirm",
        address=address,
    )


def _confirmed(person: Person, entries: list[Entry], *, now: datetime) -> Person:
    values = {name: value for name, value in person.values.items() if name != EXPIRES_AT}
    values[CONFIRMED_AT] = now.isoformat(timespec="seconds")
    consents = heard(person.consents, entries, of=Controller.CANDIDATE)
    return replace(person, values=values, consents=consents, revision=person.revision + 1)


def _write(
    before: Person, after: Person, confirmation: Confirmation, entries: list[Entry], people: PeopleTable
) -> None:
    """Write all in one transaction; of somebody with more items than that takes, some are kept beforehand."""
    steps = [
        put(to_item(after), before.revision),
        Step(deed=Deed.DELETE, key=confirmation.key, wanted=Wanted.PRESENT),
        *(put(entry_to_item(entry)) for entry in entries),
    ]
    keeping = list(_keeping(before, people))
    room = MOST_STEPS - len(steps)
    for start in range(room, len(keeping), MOST_STEPS):
        people.write(keeping[start : start + MOST_STEPS])
    people.write([*steps, *keeping[:room]])


def _keeping(person: Person, people: PeopleTable) -> Iterator[Step]:
    """Other confirmations still expire: each waits for its own letter."""
    waiting = confirmations_of(person.person_id)
    for key, item in belongings_of(person, people=people).items():
        if EXPIRES_AT in item and not key[1].startswith(waiting):
            yield Step(deed=Deed.KEEP, key=key, wanted=Wanted.PRESENT)
