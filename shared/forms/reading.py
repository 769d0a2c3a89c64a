"""What was typed into a field, read as the value that its kind holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.forms.cleaning import clean_line, clean_lines
from shared.forms.field import FieldKind
from shared.people.email import normalise_email
from shared.people.phone import normalise_phone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shared.forms.field import Field

Value = str | bool | tuple[str, ...]
"""What a field holds: a text, a tick, or the options chosen."""

_LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)
_TICKED = frozenset({"on", "yes", "true", "1"})
_POSTCODES = {"FR": re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8])\d{3}")}
_ANY_POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{1,10}")


class Unfit(Exception):  # noqa: N818 - the name states the fact, as the style asks
    """What was typed is nothing for the field; `reason` is the key of the message that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_field(field: Field, typed: Sequence[str], *, country: str) -> Value | None:
    """Return the field's value, None if nothing was typed; raises Unfit.

    `typed` are all values posted under the field's name. E-mail addresses and phone numbers come
    out as the import writes them; `country` (ISO 3166) is where national numbers and postcodes are of.
    """
    if field.kind is FieldKind.CHOICES:
        return _choices(field, typed)
    text = next((text for text in typed if text.strip()), "")
    if not (line := clean_line(text)):
        return None
    value = clean_lines(text) if field.kind is FieldKind.LONG_TEXT else _READERS[field.kind](line, field, country)
    if isinstance(value, str) and len(value) > field.longest:
        raise Unfit("too_long")
    return value


def _email(line: str, _field: Field, _country: str) -> str:
    return _known(normalise_email(line), "email")


def _phone(line: str, _field: Field, country: str) -> str:
    return _known(normalise_phone(line, country=country), "phone")


def _postcode(line: str, _field: Field, country: str) -> str:
    code = line.replace(" ", "") if country in _POSTCODES else line.upper()
    fits = _POSTCODES.get(country, _ANY_POSTCODE).fullmatch(code)
    return _known(code if fits else None, "postcode")


def _choice(line: str, field: Field, _country: str) -> str:
    return _known(line if line in field.options else None, "choice")


def _check(line: str, _field: Field, _country: str) -> bool:
    return bool(_known(line if line in _TICKED else None, "choice"))


def _plain(line: str, _field: Field, _country: str) -> str:
    # A name is written into confirmation mails: with a link in it, they would be somebody's advertisement.
    if _LINK.search(line):
        raise Unfit("link")
    return line


_READERS: Mapping[FieldKind, Callable[[str, Field, str], str | bool]] = {
    FieldKind.TEXT: _plain,
    FieldKind.COMMUNE: _plain,
    FieldKind.EMAIL: _email,
    FieldKind.PHONE: _phone,
    FieldKind.POSTCODE: _postcode,
    FieldKind.CHOICE: _choice,
    FieldKind.CHECK: _check,
}


def _known(value: str | None, reason: str) -> str:
    if value is None:
        raise Unfit(reason)
    return value


def _choices(field: Field, typed: Sequence[str]) -> tuple[str, ...] | None:
    chosen = {clean_line(text) for text in typed} - {""}
    if not chosen <= set(field.options):
        raise Unfit("choice")
    return tuple(option for option in field.options if option in chosen) or None
