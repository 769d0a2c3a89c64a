"""Confirm: the ledger says so, the nation may write, and nothing of the person expires any more."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.belongings import belongings_of
from shared.actions.finding import CONFIRMED_AT, Finding, Found, look_up
from shared.actions.keys import confirmations_of
from shared.actions.newcomer import values_typed
from shared.consent.channels import heard
from shared.consent.entries import entry_to_item
from shared.consent.ledger import Entry, Method, State
from shared.consent.naming import entry_id
from shared.consent.purposes import Controller, Purpose
from shared.people.again import until_undisturbed
from shared.people.edit import edits_of
from shared.people.email import addresses_of
from shared.people.item import to_item
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.table import MOST_STEPS, Deed, Step, Wanted, put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from shared.actions.confirmations import AskedConsent, Confirmation
    from shared.actions.ground import Ground
    from shared.consent.links import Bond
    from shared.kernel.clock import Clock
    from shared.kernel.items import Item
    from shared.nations.nation import NationSeed
    from shared.people.person import Person, Value
    from shared.people.ports import Erasures
    from shared.people.table import PeopleTable


def confirm(
    bond: Bond,
    *,
    address: str,
    seed: NationSeed,
    ground: Ground,
    people: PeopleTable,
    erasures: Erasures,
    clock: Clock,
) -> Finding:
    """Confirm what a link was sent for; a second time changes nothing. Raises TransientError.

    `address`, cut to its network, is where the click came from. What was typed fills the person's blanks. Somebody
    who was erased before they asked for it may come into the nation with files again.
    """
    return until_undisturbed(partial(_confirm_once, bond, address, seed, ground, people, erasures, clock.now()))


def _confirm_once(
    bond: Bond,
    address: str,
    seed: NationSeed,
    ground: Ground,
    people: PeopleTable,
    erasures: Erasures,
    now: datetime,
) -> Finding:
    finding = look_up(bond, people=people, now=now)
    person, confirmation = finding.person, finding.confirmation
    if person is None or confirmation is None:
        return finding
    # Before the person is written: if that fails, the link still waits, and the next click does both.
    erasures.lift(bond.person_id, bond.slug, asked_at=confirmation.asked_at)
    known = replace(person, values={**_typed(finding.activity, seed, ground), **person.values})
    is_theirs = confirmation.email in addresses_of(known.values)
    entries = [
        _entry(confirmation, consent, address, now)
        for consent in confirmation.consents
        # The team may have written another address since: nobody agreed to be written to there.
        if is_theirs or consent.purpose is not Purpose.MAIL
    ]
    _write(person, _confirmed(known, entries, is_theirs=is_theirs, now=now), confirmation, entries, people)
    return replace(finding, found=Found.CONFIRMED)


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


def _confirmed(person: Person, entries: list[Entry], *, is_theirs: bool, now: datetime) -> Person:
    values = {name: value for name, value in person.values.items() if name != EXPIRES_AT}
    if is_theirs:
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
    room = MOST_STEPS - len(steps) - 1  # The person brings a mark along (`shared.people.marks`).
    for start in range(room, len(keeping), MOST_STEPS):
        people.write(keeping[start : start + MOST_STEPS])
    people.write([*steps, *keeping[:room]])


def _keeping(person: Person, people: PeopleTable) -> Iterator[Step]:
    """Other confirmations still expire: each waits for its own letter; and so do edits, which are kept to be undone."""
    expiring = (confirmations_of(person.person_id), edits_of(person.person_id))
    for key, item in belongings_of(person, people=people).items():
        if EXPIRES_AT in item and not key[1].startswith(expiring):
            yield Step(deed=Deed.KEEP, key=key, wanted=Wanted.PRESENT)
