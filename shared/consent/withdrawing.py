"""Withdraw: another entry in the ledger, and the person out of reach in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from shared.consent.channels import heard
from shared.consent.dossier import allowed_by_import, own_controller, read_dossier
from shared.consent.entries import entry_to_item, moment
from shared.consent.ledger import Entry, Method, State, standing
from shared.consent.naming import entry_id
from shared.people.again import until_undisturbed
from shared.people.item import to_item
from shared.people.person import EXPIRES_AT
from shared.people.table import put

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from shared.consent.dossier import Asked, Dossier
    from shared.kernel.clock import Clock
    from shared.people.person import Person, PersonKey
    from shared.people.table import PeopleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Somebody's no: how it came, from where (an address cut to its network), and why if an operator wrote it down."""

    method: Method
    page: str = ""
    address: str = ""
    reason: str = ""


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


def _withdrawals(dossier: Dossier, asked: Collection[Asked], word: Word, *, at: datetime) -> Iterable[Entry]:
    person, imported = dossier.person, allowed_by_import(dossier.person)
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
