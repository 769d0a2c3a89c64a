"""Moments and numbers in the words of a page's language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

REMEMBERED = 4096
"""Moments and numbers kept in words: a worker meets those of many nations, and each is said on several pages."""


@lru_cache(maxsize=REMEMBERED)
def spoken(moment: datetime, language: str) -> str:
    """Return a local moment as `samedi 5 juin, 18 h 30`."""
    day = _said(moment, f"EEEE {_day(moment, language)} MMMM", language)
    return f"{day}, {spoken_time(moment, language)}"


@lru_cache(maxsize=REMEMBERED)
def spoken_time(moment: datetime, language: str) -> str:
    """Return a local moment's time of day as `18 h 30`."""
    return _said(moment, _HOURS[language][bool(moment.minute)], language)


@lru_cache(maxsize=REMEMBERED)
def spoken_month(moment: datetime, language: str) -> str:
    """Return a local moment's month in short."""
    return _said(moment, "MMM", language)


@lru_cache(maxsize=REMEMBERED)
def spoken_number(number: int, language: str) -> str:
    """Return a whole number with the language's separators: `4 600`."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - 50 ms, for a worker that may never say a number

    return format_decimal(number, locale=language)


_HOURS = {"fr": ("H\u00a0'h'", "H\u00a0'h'\u00a0mm"), "en": ("H:mm", "H:mm")}
"""Patterns of the time of day (Unicode's CLDR), on the full hour and else: French says a full hour without minutes."""


def _day(moment: datetime, language: str) -> str:
    return "'1er'" if moment.day == 1 and language == "fr" else "d"


def _said(moment: datetime, pattern: str, language: str) -> str:
    from babel.dates import format_datetime  # noqa: PLC0415 - 50 ms, for a worker that may never tell a date

    return format_datetime(moment.replace(tzinfo=None), pattern, locale=language)
