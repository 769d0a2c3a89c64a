"""Withdraw: another entry in the ledger, and the person out of reach in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from shared.consent.channels import heard, purpose_of
from shared.consent.entries import entries_of, entry_from_item, entry_to_item, moment
from shared.consent.ledger import Entry, Method, State, consents_standing, standing
from shared.consent.naming import entry_id
from shared.consent.purposes import Controller, Purpose
from shared.people.again import until_undisturbed
from shared.people.consent import LEDGER
from shared.people.item import PERSON_PREFIX, from_item, to_item
from shared.people.person import EXPIRES_AT, slug_of
from shared.people.table import has_expired, put

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.people.person import Person, PersonKey
    from shared.people.table import PeopleTable

Asked = tuple[Purpose, Controller]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A person with all that they ever said of consent; `entries` in the order of time."""

    person: Person
    entries: tuple[Entry, ...]

    def standing(self, *, now: datetime) -> tuple[Asked, ...]:
        """Return what the person allows: by the ledger, or by an import that nothing in the ledger contradicts."""
        return tuple(sorted(consents_standing(self.entries, now=now) | _imported(self.person)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Somebody's no: how it came, from where (an address cut to its network), and why if an operator wrote it down."""

    method: Method
    page: str = ""
    address: str = ""
    reason: str = ""


def own_controller(holder: str) -> Controller:
    """Return who is in charge of a holder's people: the candidate of a nation's, the party of HQ's own list."""
    return Controller.CANDIDATE if slug_of(holder) else Controller.PARTY


def read_dossier(key: PersonKey, *, people: PeopleTable, now: datetime) -> Dossier | None:
    """Return a person with their ledger, or None if the holder does not know them, or no longer."""
    holder, person_id = key
    item_key = holder, PERSON_PREFIX + person_id
    item = people.read([item_key]).get(item_key)
    if item is None or has_expired(item, now=now.timestamp()):
        return None
    entries = tuple(map(entry_from_item, people.below(holder, entries_of(person_id))))
    return Dossier(person=from_item(item), entries=entries)


def withdraw(
    key: PersonKey, asked: Collection[Asked], *, word: Word, people: PeopleTable, clock: Clock
) -> tuple[Asked, ...]:
    """Record that somebody withdraws; return what was withdrawn, which is nothing if it was before.

    What they never allowed is refused as well: nobody may ask an import about it later. Raises TransientError.
    """
    return until_undisturbed(partial(_withdraw_once, key, asked, word, people, clock.now()))


def _withdraw_once(
    key: PersonKey, asked: Collection[Asked], word: Word, people: PeopleTable, now: datetime
) -> tuple[Asked, ...]:
    dossier = read_dossier(key, people=people, now=now)
    entries = tuple(_withdrawals(dossier, asked, word, at=now)) if dossier else ()
    if dossier and entries:
        after = _after(dossier.person, entries)
        expires_at = after.values.get(EXPIRES_AT)
        until = expires_at if isinstance(expires_at, int) else None
        lines = [put(entry_to_item(entry, expires_at=until)) for entry in entries]
        people.write([put(to_item(after), dossier.person.revision), *lines])
    return tuple((entry.purpose, entry.controller) for entry in entries)


def _imported(person: Person) -> frozenset[Asked]:
    own = own_controller(person.holder)
    given = (channel for channel, word in person.consents.items() if word["given"] and not _is_ledgers(word["by"]))
    return frozenset((purpose_of(channel), own) for channel in given)


def _is_ledgers(by: str) -> bool:
    return by.startswith(LEDGER)


def _withdrawals(dossier: Dossier, asked: Collection[Asked], word: Word, *, at: datetime) -> Iterable[Entry]:
    person, imported = dossier.person, _imported(dossier.person)
    for purpose, controller in sorted(asked):
        state = standing(dossier.entries, purpose, controller, now=at)
        if state is State.WITHDRAWN and (purpose, controller) not in imported:
            continue
        yield Entry(
            holder=person.holder,
            person_id=person.person_id,
            entry_id=entry_id(moment(at), purpose, controller, State.WITHDRAWN),
            purpose=purpose,
            controller=controller,
            state=State.WITHDRAWN,
            method=word.method,
            at=at,
            page=word.page,
            address=word.address,
            reason=word.reason,
        )


def _after(person: Person, entries: Iterable[Entry]) -> Person:
    consents = heard(person.consents, entries, of=own_controller(person.holder))
    return replace(person, consents=consents, revision=person.revision + 1)
