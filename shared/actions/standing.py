"""Who somebody is to a nation, before what they just did is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.consent.entries import entries_of, entry_from_item
from shared.people.aliases import alias_key, leads_to
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.person import EXPIRES_AT, Person, nation_holder
from shared.people.table import Wanted, has_expired

if TYPE_CHECKING:
    from datetime import datetime

    from shared.consent.ledger import Entry
    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, PeopleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person as they were read; without `person`, nobody, or somebody whose time is over.

    `revision` is what a write must find: a revision, or that there is nobody. `is_done` tells whether the action
    was recorded before, `did` whether the person has done the like before.
    """

    person: Person | None
    revision: Wanted | int
    entries: tuple[Entry, ...]
    is_done: bool
    did: bool
    merged_into: str = ""
    """The id of the person that this one was merged into, empty for whoever stands by themselves."""

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the nation may keep the person: confirmed by a link, or known from an import."""
        return self.person is not None and EXPIRES_AT not in self.person.values

    @property
    def is_imported(self) -> bool:
        """Tell whether an import brought the person, or knew them since."""
        return self.person is not None and self.person.imported is not None

    @property
    def next_revision(self) -> int:
        """The revision that a write of the person has."""
        return self.revision + 1 if isinstance(self.revision, int) else 1


def person_key(slug: str, person_id: str) -> ItemKey:
    """Return the key of a person of a nation."""
    return nation_holder(slug), PERSON_PREFIX + person_id


def find_standing(
    person: ItemKey, *, marker: ItemKey, deed: ItemKey | None, ledger: bool, people: PeopleTable, now: datetime
) -> Standing:
    """Read who somebody is: the person, whether the action is recorded (its marker), whether the deed is done.

    Without `ledger`, the entries are left unread.
    """
    holder, sort_key = person
    alias = alias_key(holder, sort_key.removeprefix(PERSON_PREFIX))
    found = people.read([key for key in (person, marker, deed, alias) if key])
    item = found.get(person)
    alive = item is not None and not has_expired(item, now=now.timestamp())
    entries = people.below(holder, entries_of(sort_key.removeprefix(PERSON_PREFIX))) if alive and ledger else ()
    return Standing(
        person=from_item(item) if item and alive else None,
        revision=_revision(item),
        entries=tuple(map(entry_from_item, entries)),
        is_done=marker in found,
        did=deed in found and not has_expired(found[deed], now=now.timestamp()) if deed else False,
        merged_into=leads_to(found[alias]) if alias in found and item is None else "",
    )


def _revision(item: WireItem | None) -> Wanted | int:
    return int(item["revision"]["N"]) if item else Wanted.ABSENT
