"""What a profile says of somebody, in the order that a reader asks for it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from shared.actions.finding import CONFIRMED_AT
from shared.people.fields import CUSTOM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.people.consent import Consent, ConsentStatement
    from shared.people.person import Person, Value

FIELDS = (
    *("email", "phone", "address", "postcode", "commune", "country", "birth_date", "sex", "language"),
    *("support_level", "volunteer", "geo_tags", "source", "confirmed_at"),
)
"""The fields that have a name in the catalogue (`field_<name>`)."""

ORIGINS = ("column", "statement", "ledger")
UNKNOWN = "unknown"
"""What a consent rests on (`origin_<name>` in the catalogue)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """A field with something in it; one that is not `is_ours` came with a file and is called as there."""

    name: str
    value: str | bool | datetime
    is_ours: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownConsent:
    """A person's word on one channel; `at` is its moment, or where only that was recorded its day, None if neither was.

    `origin` is what it rests on, one of ORIGINS: the column `name` of a file, a statement, whose `wording` is told if
    the nation's team recorded it, or what the person said to the nation themselves.
    """

    channel: str
    given: bool
    at: date | None
    origin: str
    name: str = ""
    wording: str = ""


def fields_of(person: Person) -> tuple[ShownField, ...]:
    """Return what is known of a person, besides the name."""
    values = person.values
    ours = [ShownField(name=name, value=_told(name, values[name])) for name in FIELDS if name in values]
    custom = sorted(name for name in values if name.startswith(CUSTOM_PREFIX))
    theirs = [
        ShownField(name=name.removeprefix(CUSTOM_PREFIX), value=_text(values[name]), is_ours=False) for name in custom
    ]
    return (*ours, *theirs)


def consents_of(person: Person, statements: Mapping[str, ConsentStatement]) -> tuple[ShownConsent, ...]:
    """Return a person's word on each channel that they have spoken on; `statements` are those that can be told."""
    return tuple(_consent(channel, word, statements) for channel, word in sorted(person.consents.items()))


def _consent(channel: str, word: Consent, statements: Mapping[str, ConsentStatement]) -> ShownConsent:
    origin, _, name = word.get("by", "").partition(" ")
    return ShownConsent(
        channel=channel,
        given=word.get("given", False),
        at=_when(word.get("at", "")),
        origin=origin if origin in ORIGINS else UNKNOWN,
        name=name,
        wording=statements[name].wording if name in statements else "",
    )


def _told(name: str, value: Value) -> str | bool | datetime:
    moment = _when(str(value)) if name == CONFIRMED_AT else None
    return moment if isinstance(moment, datetime) else _text(value)


def _when(text: str) -> date | None:
    """Return the moment or the day that a text writes, by ISO 8601; files may have had something else there."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            return read(text)
    return None


def _text(value: Value) -> str | bool:
    if isinstance(value, bool):
        return value
    return ", ".join(value) if isinstance(value, list) else str(value)
