"""Let somebody in who comes to an event without a word before: a newcomer to the nation, or one it knows."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.actions.adding import PersonKnown, read_newcomer
from shared.actions.checking_in import check_in
from shared.kernel.errors import Fault, InputError
from shared.people.aliases import standing_id
from shared.people.fields import Field
from shared.people.roll import people_of
from shared.people.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.actions.adding import Newcomer
    from shared.actions.checking_in import Door
    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.person import Person
    from shared.people.table import PeopleTable

    Add = Callable[[Newcomer], Person]
    """Adds a person to the nation: `add_person` with all that it needs beside."""

NAMES = (Field.GIVEN_NAME, Field.FAMILY_NAME)
ASKED = (*NAMES, Field.EMAIL, Field.PHONE)
"""What is asked at a door, by the fields of a person."""


def read_walk_in(typed: Mapping[str, str], *, event_id: str, country: str) -> Newcomer:
    """Return who walks in, from what was typed for `ASKED`; raises InputError with every fault.

    A name is needed, and an address or a number. Nothing is consented to at a door: nobody gets a mailing for coming.
    """
    said = {name: typed.get(name, "") for name in ASKED}
    faults = [] if any(clean_text(said[name]) for name in NAMES) else [_nameless()]
    try:
        newcomer = read_newcomer({**said, Field.SOURCE: f"event {event_id}"}, country=country)
    except InputError as error:
        raise InputError([*faults, *error.faults]) from None
    if faults:
        raise InputError(faults)
    return newcomer


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn:
    """Who was let in, as the nation keeps them; `is_new` tells whether it did not know them before."""

    person_id: str
    is_new: bool


def walk_in(door: Door, newcomer: Newcomer, *, add: Add, people: PeopleTable, journal: Journal, clock: Clock) -> LetIn:
    """Check somebody in, added first if the nation does not know them; return who that is.

    Somebody known stays as they are; whoever was merged into another is that other. Raises what `add_person` raises,
    bar PersonKnown. Stopped between the two, it finds the person known when it is called again.
    """
    who = standing_id(door.slug, newcomer.person_id, people=people)
    is_new = not people_of(door.slug, [who], people=people, now=clock.now().timestamp())
    if is_new:
        with suppress(PersonKnown):  # Added by somebody else in between.
            add(newcomer)
    check_in(door, who, people=people, journal=journal, clock=clock)
    return LetIn(person_id=who, is_new=is_new)


def _nameless() -> Fault:
    return Fault(place=Field.GIVEN_NAME, reason="there is no name", remedy="Ask for a name")
