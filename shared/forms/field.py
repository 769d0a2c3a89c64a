"""One field of a form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What a field holds, which decides how it is shown and how it is read."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    COMMUNE = "commune"
    CHOICE = "choice"
    CHOICES = "choices"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its `name` in the post, whether it must be filled in, and how many characters it takes at most.

    `options` are the values of a CHOICE or of CHOICES, in the order shown. `autocomplete` is the token of
    the HTML standard by which a browser knows what belongs here; empty where none fits.
    """

    name: str
    kind: FieldKind
    required: bool = False
    longest: int = 200
    options: tuple[str, ...] = ()
    autocomplete: str = ""
