"""Change what a nation's record says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.phone import normalise_phone
from shared.sites.facts import FactFault, fact_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore

EDITED_FACTS = "edited-facts"
"""What a change of facts is called in the log."""

PHONE = FactFault(reason="phone is no valid number", remedy="Write it with + and the country")


def edit_facts(
    slug: str,
    facts: Mapping[str, str],
    *,
    country: str,
    colours: int,
    nations: NationStore,
    clock: Clock,
    tell: Callable[[Nation, Nation], None] | None = None,
    known: Nation | None = None,
) -> Nation:
    """Save the facts with the nation; an empty one is taken away, those that are not named stay.

    `country` (ISO 3166) is where phone numbers without a prefix are of, `colours` is how many the banner
    allows. `tell` hears what the nation is and what it becomes before it does: a log that is written there misses no
    change. `known` is the nation that the facts were worked out from, where they were: it must be the same still.
    Raises InputError with every fault, NationUnknown, IllegalTransition, Conflict.
    """
    read = {name: _read(name, fact, country) for name, fact in facts.items()}
    faults = {name: PHONE if fact is None else fact_fault(name, fact, colours=colours) for name, fact in read.items()}
    if told := [_fault(name, fault) for name, fault in faults.items() if fault]:
        raise InputError(told)
    nation = known or nations.get(slug)
    edited = nation.told({name: fact or "" for name, fact in read.items()}, at=clock.now())
    if tell:
        tell(nation, edited)
    nations.save(edited, after=nation)
    return edited


def changed_facts(before: Nation, after: Nation) -> list[str]:
    """Return the names of the facts that differ, in their order: what the log tells, which has no fact itself."""
    known, told = before.seed.facts, after.seed.facts
    return sorted(name for name in {*known, *told} if known.get(name) != told.get(name))


def _read(name: str, fact: str, country: str) -> str | None:
    line = " ".join(fact.split())
    return normalise_phone(line, country=country) if name == "phone" and line else line


def _fault(name: str, fault: FactFault) -> Fault:
    option = "--goal" if name == "goals" else f"--{name.replace('_', '-')}"
    return Fault(place=option, reason=fault.reason, remedy=fault.remedy)
