"""Whom the party may keep when a campaign is over, and how they get onto its own list."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from shared.consent.entries import entry_from_item, entry_to_item
from shared.consent.retention import party_copy, stands_with_party
from shared.people.item import PERSON_PREFIX, from_item, to_item
from shared.people.person import nation_holder
from shared.people.table import Wanted, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.consent.ledger import Entry
    from shared.people.table import PeopleTable


def allowing_the_party(slug: str, people: PeopleTable, now: datetime) -> Iterator[tuple[str, list[Entry]]]:
    """Yield everybody who lets the party have their data, with their ledger."""
    entries = map(entry_from_item, people.below(nation_holder(slug), "CONSENT#"))
    for person_id, own in groupby(entries, key=lambda entry: entry.person_id):
        said = list(own)
        if stands_with_party(said, now=now):
            yield person_id, said


def hand_over(slug: str, person_id: str, entries: list[Entry], people: PeopleTable) -> None:
    """Let headquarters' own list have somebody, with what proves that it may; a second time changes nothing.

    It knows them by the address, or number, that they have at the end. Raises StepRefused where somebody else wrote the
    person meanwhile.
    """
    here = nation_holder(slug), PERSON_PREFIX + person_id
    item = people.read([here]).get(here)
    if item is None:
        return
    person = from_item(item)
    holder, known_as = person.hq_key
    there = holder, PERSON_PREFIX + known_as
    listed = people.read([there]).get(there)
    known = from_item(listed) if listed else None
    proofs_there = [replace(entry, person_id=known_as) for entry in entries]
    copy, proofs = party_copy(replace(person, person_id=known_as), proofs_there, known)
    if copy == known:
        return
    wanted = known.revision if known else Wanted.ABSENT
    people.write([put(to_item(copy), wanted), *(put(entry_to_item(proof)) for proof in proofs)])
