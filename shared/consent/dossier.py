"""All that one holder knows of what somebody said: by imports, and in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from shared.consent.channels import purpose_of
from shared.consent.entries import entries_of, entry_from_item
from shared.consent.ledger import Entry, consents_standing
from shared.consent.purposes import Controller, Purpose
from shared.people.aliases import alias_key, leads_to
from shared.people.consent import LEDGER
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.person import slug_of
from shared.people.table import MOST_KEYS, has_expired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from shared.people.person import Person, PersonKey
    from shared.people.table import PeopleTable

Asked = tuple[Purpose, Controller]
"""What a consent is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A person with all that they ever said of consent; `entries` in the order of time."""

    person: Person
    entries: tuple[Entry, ...]

    def standing(self, *, now: datetime) -> tuple[Asked, ...]:
        """Return what the person allows: by the ledger, or by an import that nothing in the ledger contradicts."""
        return tuple(sorted(consents_standing(self.entries, now=now) | allowed_by_import(self.person)))


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


def find_dossiers(person_id: str, holders: Iterable[str], *, people: PeopleTable, now: datetime) -> Iterator[Dossier]:
    """Yield the dossiers of a person, of those holders that know them, in the holders' order.

    Where they were merged into somebody, that is whose dossier it is.
    """
    for some in _in_portions(holders):
        keys = {holder: ((holder, PERSON_PREFIX + person_id), alias_key(holder, person_id)) for holder in some}
        found = people.read([key for both in keys.values() for key in both])
        for holder, (key, alias) in keys.items():
            whom = leads_to(found[alias]) if alias in found else person_id
            known = key in found or alias in found
            dossier = read_dossier((holder, whom), people=people, now=now) if known else None
            if dossier:
                yield dossier


def _in_portions(holders: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(holders)
    while portion := list(islice(rest, MOST_KEYS // 2)):
        yield portion


def allowed_by_import(person: Person) -> frozenset[Asked]:
    """Return what an import says that the person allows, to whoever is in charge of them."""
    own = own_controller(person.holder)
    given = (
        channel for channel, word in person.consents.items() if word["given"] and not word["by"].startswith(LEDGER)
    )
    return frozenset((purpose_of(channel), own) for channel in given)
