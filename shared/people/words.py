"""Cells that hold one of few things: answers, dates, codes. A cell that holds none of them is None."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

from shared.geography.tags import is_shared
from shared.people.fields import COUNTRIES, LANGUAGES, NO, SEXES, YES
from shared.people.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.people.consent import Answer

HQ_TAG = "hq:"
"""What the tags of headquarters begin with: its files alone give them, nations read them."""

_REMEMBERED = 4096
_REMEMBERED_CHARACTERS = 64
"""Longer text is read each time: a file of monstrous cells must not fill the memory."""
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ].*)?")
_FIRST_YEAR = 1850
_SPREADSHEET_FRACTION = re.compile(r"\.0+$")
_FRENCH_POSTCODE = 5
_LEVELS = {str(level): level for level in range(1, 6)}


Read = TypeVar("Read")


def _remembered(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """Keep what was read of short text, since such columns say the same again and again."""
    recall = lru_cache(_REMEMBERED)(read)

    @wraps(read)
    def reader(text: str) -> Read:
        return recall(text) if len(text) <= _REMEMBERED_CHARACTERS else read(text)

    return reader


@_remembered
def read_date(text: str) -> str | None:
    """Return a date as ISO 8601; the day goes before the month unless it cannot."""
    if found := _YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = map(int, found.groups())
    elif found := _YEAR_LAST.fullmatch(text.strip()):
        day, month, year = map(int, found.groups())
        if month > 12:  # noqa: PLR2004 - months in a year
            day, month = month, day
    else:
        return None
    try:
        return date(year, month, day).isoformat() if year >= _FIRST_YEAR else None
    except ValueError:
        return None


@_remembered
def read_answer(text: str) -> Answer | None:
    """Return yes, no, or the date since when yes."""
    word = text.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    return read_date(word)


@_remembered
def read_yes_or_no(text: str) -> bool | None:
    """Return yes or no."""
    answer = read_answer(text)
    return answer if isinstance(answer, bool) else None


def read_level(text: str) -> int | None:
    """Return a support level from 1, strong support, to 5, strong opposition (NationBuilder's scale)."""
    return _LEVELS.get(_SPREADSHEET_FRACTION.sub("", text.strip()))


@_remembered
def read_sex(text: str) -> str | None:
    """Return M, F or O."""
    return SEXES.get(text.strip().lower())


@_remembered
def read_language(text: str) -> str | None:
    """Return an ISO 639 code of two or three letters."""
    word = text.strip().lower()
    code = LANGUAGES.get(word, word.replace("_", "-").partition("-")[0])
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else None


@_remembered
def read_country(text: str) -> str:
    """Return an ISO 3166 code where the text is one or names one we know, else the text."""
    word = clean_text(text)
    if len(word) == 2 and word.isalpha():  # noqa: PLR2004 - letters of a code
        return word.upper()
    return COUNTRIES.get(word.lower(), word)


@_remembered
def read_code(text: str) -> str:
    """Return a code as text: in capitals, without the fraction that a spreadsheet gives to numbers."""
    return _SPREADSHEET_FRACTION.sub("", clean_text(text)).upper()


@_remembered
def french_code(code: str) -> str:
    """Return a French postcode or commune code without `F-` and blanks, with the zero that a spreadsheet took."""
    bare = code.removeprefix("F-").replace(" ", "")
    return bare.zfill(_FRENCH_POSTCODE) if bare.isdecimal() and len(bare) == _FRENCH_POSTCODE - 1 else bare


def read_tags(text: str) -> list[str]:
    """Return local tags in order, parted by commas, semicolons or bars; `geo:` is HQ's and no file's to give."""
    parts = re.split(r"[,;|]", text)
    tags = {tag for part in parts if (tag := clean_text(part))}
    return sorted(tag for tag in tags if not is_shared(tag.lower()))


def read_own_tags(text: str) -> list[str]:
    """Return the tags that a nation's own file may give: none that begin as headquarters' do."""
    return [tag for tag in read_tags(text) if not tag.lower().startswith(HQ_TAG)]
