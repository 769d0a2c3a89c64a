"""A full name: put together to be shown, and taken apart where a source has nothing better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.fields import Field

if TYPE_CHECKING:
    from shared.people.person import Person, Value


def full_name(person: Person) -> str:
    """Return the whole name, the given one first; empty for somebody nameless."""
    return " ".join(str(person.values[name]) for name in (Field.GIVEN_NAME, Field.FAMILY_NAME) if name in person.values)


def split_full_name(values: dict[str, Value]) -> None:
    """Replace the full name by its first word as the given name and the rest as the family name.

    Names that are there already stay; a name of one word is a family name.
    """
    full = str(values.pop(Field.FULL_NAME, ""))
    if full and Field.FAMILY_NAME not in values and Field.GIVEN_NAME not in values:
        given, _, family = full.partition(" ")
        values[Field.GIVEN_NAME if family else Field.FAMILY_NAME] = given
        if family:
            values[Field.FAMILY_NAME] = family
