"""What a profile says of somebody, in the order that a reader asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.people.fields import CUSTOM_PREFIX

if TYPE_CHECKING:
    from shared.people.person import Person, Value

FIELDS = (
    *("email", "phone", "address", "postcode", "commune", "country", "birth_date", "sex", "language"),
    *("support_level", "volunteer", "tags", "geo_tags", "source", "confirmed_at"),
)
"""The fields that have a name in the catalogue (`field_<name>`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """A field with something in it; one that is not `is_ours` came with a file and is called as there."""

    name: str
    value: str | bool
    is_ours: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownConsent:
    """A person's word on one channel; `at` is its day, as it was recorded."""

    channel: str
    given: bool
    at: str


def fields_of(person: Person) -> tuple[ShownField, ...]:
    """Return what is known of a person, besides the name."""
    values = person.values
    ours = [ShownField(name=name, value=_text(values[name])) for name in FIELDS if name in values]
    custom = sorted(name for name in values if name.startswith(CUSTOM_PREFIX))
    theirs = [
        ShownField(name=name.removeprefix(CUSTOM_PREFIX), value=_text(values[name]), is_ours=False) for name in custom
    ]
    return (*ours, *theirs)


def consents_of(person: Person) -> tuple[ShownConsent, ...]:
    """Return a person's word on each channel that they have spoken on."""
    return tuple(
        ShownConsent(channel=channel, given=word.get("given", False), at=word.get("at", "")[:10])
        for channel, word in sorted(person.consents.items())
    )


def _text(value: Value) -> str | bool:
    if isinstance(value, bool):
        return value
    return ", ".join(value) if isinstance(value, list) else str(value)
