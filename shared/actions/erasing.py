"""Erase a person: everything one holder keeps of them, but for the proof that it was done."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.belongings import belongings_of
from shared.consent.entries import moment
from shared.kernel.items import to_wire
from shared.people.again import until_undisturbed
from shared.people.aliases import aliases_of
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.person import EXPIRES_AT
from shared.people.table import MOST_STEPS, Deed, Step, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.people.person import PersonKey
    from shared.people.ports import Erasures
    from shared.people.table import PeopleTable

PROOF_KEPT = timedelta(days=3 * 365)
"""How long it can be shown that an erasure was asked for and done. Our choice; the law names no number."""


def erase(key: PersonKey, *, people: PeopleTable, erasures: Erasures, clock: Clock, within: str = "") -> int:
    """Erase a person from a holder's people; return how many items are gone, 0 if the holder does not know them.

    Whoever was merged into them goes along, under each of their ids. No file brings them back, into any nation, or not
    into the one that they are erased `within`: that is kept first, so that nobody is gone and may come again. Killed on
    its way, it goes on when it is called again: the person, by whom the rest is found, goes last. What stays in either
    table is `ERASED#<person id>`: the hash that the address comes to, and when.
    """
    keep = partial(erasures.keep, at=clock.now(), within=within)
    keep(key[1])
    return until_undisturbed(partial(_erase_once, key, people, keep, clock.now()))


def _erase_once(key: PersonKey, people: PeopleTable, keep: Callable[[str], None], now: datetime) -> int:
    holder, person_id = key
    item_key = holder, PERSON_PREFIX + person_id
    item = people.read([item_key]).get(item_key)
    if item is None:
        return 0
    person = from_item(item)
    for alias in aliases_of(person):
        keep(alias)
    gone = [Step(deed=Deed.DELETE, key=belonging) for belonging in belongings_of(person, people=people)]
    for start in range(0, len(gone), MOST_STEPS):
        people.write(gone[start : start + MOST_STEPS])
    proof = {"pk": holder, "at": moment(now), EXPIRES_AT: int((now + PROOF_KEPT).timestamp())}
    proofs = [put(to_wire({**proof, "sk": f"ERASED#{each}"})) for each in (person_id, *aliases_of(person))]
    people.write([Step(deed=Deed.DELETE, key=item_key, wanted=person.revision), *proofs])
    return len(gone) + 1
