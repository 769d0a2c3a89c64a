"""The fields that a nation may write itself, and how each is read from what somebody typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.fields import Field
from shared.people.phone import normalise_phone
from shared.people.text import clean_text
from shared.people.words import read_country, read_date, read_language, read_level, read_sex, read_yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.people.person import Value

    Read = Callable[[str], Value | None]

ASSIGNEE = "assignee"
"""The field of the member who looks after somebody: a member's id."""

MOST_CHARACTERS = 300
"""Of one value: the whole of a person stays near its kilobyte."""

_TEXTS = (Field.GIVEN_NAME, Field.FAMILY_NAME, Field.ADDRESS, Field.POSTCODE, Field.COMMUNE, ASSIGNEE)
_READ: Mapping[str, Read] = {
    **dict.fromkeys(_TEXTS, clean_text),
    Field.BIRTH_DATE: read_date,
    Field.COUNTRY: read_country,
    Field.LANGUAGE: read_language,
    Field.SEX: read_sex,
    Field.SUPPORT_LEVEL: read_level,
    Field.VOLUNTEER: read_yes_or_no,
}


def read_edits(typed: Mapping[str, str], *, country: str) -> dict[str, Value | None]:
    """Return what the fields are to be; None for one that was left blank and is to be nothing.

    Phone numbers without a country are of `country`. Raises InputError with every fault, none of which repeats a value.
    """
    read: dict[str, Read] = {**_READ, Field.PHONE: partial(normalise_phone, country=country)}
    faults = [fault for name, text in typed.items() if (fault := _fault(name, text, read))]
    if faults:
        raise InputError(faults)
    return {name: read[name](text) if text.strip() else None for name, text in typed.items()}


def _fault(name: str, text: str, read: Mapping[str, Read]) -> Fault | None:
    if name not in read:
        reason, remedy = "it is not a nation's to write", f"Write one of {', '.join(sorted(read))}"
    elif len(text) > MOST_CHARACTERS:
        reason, remedy = "it is too long", f"Write {MOST_CHARACTERS} signs at most; a note takes more"
    elif text.strip() and read[name](text) is None:
        reason, remedy = "it cannot be read", "Write it as in a people file"
    else:
        return None
    return Fault(place=name, reason=reason, remedy=remedy)
