"""What a person remembers of having done: each deed once, and each day on which it was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from shared.people.person import DEED_DAYS, DEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.people.person import Person, Value


def with_deed(person: Person, deed: str, *, on: date) -> Person:
    """Return the person as they remember a deed and its day; done again on one day, it makes no difference.

    Bounded by days: whoever does the like a hundred times a day has one entry of some 30 bytes for it.
    """
    return _remembering(person, {*person.deeds, deed}, {*_kept(person), f"{on.isoformat()} {deed}"})


def without_deed(person: Person, deed: str) -> Person:
    """Return the person as they remember nothing of a deed that was taken back."""
    days = {entry for entry in _kept(person) if entry.partition(" ")[2] != deed}
    return _remembering(person, {*person.deeds} - {deed}, days)


def days_of(person: Person) -> Iterator[tuple[date, str]]:
    """Yield each day on which a person did something with what they did then, the earliest first.

    Days are those of the network's clock. A deed from before days were kept has none.
    """
    for entry in sorted(_kept(person)):
        day, _, deed = entry.partition(" ")
        yield date.fromisoformat(day), deed


def _remembering(person: Person, deeds: set[str], days: set[str]) -> Person:
    kept: dict[str, Value] = {DEEDS: sorted(deeds), DEED_DAYS: sorted(days)}
    return replace(person, values={**person.values, **kept})


def _kept(person: Person) -> list[str]:
    found = person.values.get(DEED_DAYS)
    return found if isinstance(found, list) else []
