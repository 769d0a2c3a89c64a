"""How pages spell a person's initials and a phone."""

from __future__ import annotations

import re

from shared.sites.placeholders import one_line

_FRENCH = re.compile(r"\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)")


def initials_of(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = one_line(name).split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


def spelt_phone(phone: str) -> str:
    """Return an E.164 number of France in pairs, as people there read it; any other as it is recorded."""
    french = _FRENCH.fullmatch(phone)
    return "\u00a0".join((f"0{french[1]}", *french.groups()[1:])) if french else phone
