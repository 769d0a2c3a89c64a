"""How the cells of each field are read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.people import words
from shared.people.email import normalise_email
from shared.people.fields import Field
from shared.people.phone import normalise_phone
from shared.people.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.people.person import Value

    Reader = Callable[[str], "Value | None"]


def reader(field: str, *, country: str, by_nation: bool) -> Reader:
    """Return what reads a cell: into a value, an empty text if it is blank, None if it is nothing for the field.

    A file that a nation brings by itself gives no tag of headquarters.
    """
    readers: dict[str, Reader] = {
        Field.EMAIL: normalise_email,
        Field.PHONE: partial(normalise_phone, country=country),
        Field.POSTCODE: words.read_code,
        Field.COMMUNE_CODE: words.read_code,
        Field.CONSTITUENCY: words.read_code,
        Field.COUNTRY: words.read_country,
        Field.BIRTH_DATE: words.read_date,
        Field.LANGUAGE: words.read_language,
        Field.SEX: words.read_sex,
        Field.SUPPORT_LEVEL: words.read_level,
        Field.VOLUNTEER: words.read_yes_or_no,
        Field.TAGS: words.read_own_tags if by_nation else words.read_tags,
    }
    return readers.get(field, clean_text)
