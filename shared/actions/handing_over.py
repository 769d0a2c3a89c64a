"""Whom the party may keep when a campaign is over, and how they get onto its own list."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from shared.consent.entries import entry_from_item, entry_to_item
from shared.consent.retention import party_copy, stands_with_party
from shared.people.item import PERSON_PREFIX, from_item, to_item
from shared.people.person import hq_holder, nation_holder
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

    Raises StepRefused where somebody else wrote the person meanwhile.
    """
    here, there = (nation_holder(slug), PERSON_PREFIX + person_id), (hq_holder(person_id), PERSON_PREFIX + person_id)
    found = people.read([here, there])
    if here not in found:
        return
    known = from_item(found[there]) if there in found else None
    copy, proofs = party_copy(from_item(found[here]), entries, known)
    if copy == known:
        return
    wanted = known.revision if known else Wanted.ABSENT
    people.write([put(to_item(copy), wanted), *(put(entry_to_item(proof)) for proof in proofs)])
