"""The console's words: `templates/messages/console/<room>.<language>.toml`."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo
    from pathlib import Path

LANGUAGES = ("fr", "en")
"""What the console speaks, its own language first."""


class Words:
    """The catalogue of a language."""

    def __init__(self, catalogue: Mapping[str, str], *, language: str) -> None:
        self._catalogue = catalogue
        self.language = language

    def say(self, key: str, **facts: object) -> str:
        """Return the sentence of a key, with the facts where it names them; raises KeyError for one unknown."""
        return self._catalogue[key].format(**facts)

    def find(self, key: str) -> str:
        """Return the sentence of a key that is made of data, as it stands; empty where there is none."""
        return self._catalogue.get(key, "")

    def deed(self, what: str) -> str:
        """Return what was done as the log tells it; a deed without words of its own by its name."""
        return self._catalogue.get(f"deed_{what}", what)

    def number(self, number: int) -> str:
        """Return a whole number as the language groups its digits: `12 500`, `12,500`."""
        # No-break spaces between French digits keep a number on one line.
        return f"{number:,}".replace(",", "\u202f" if self.language == "fr" else ",")


@cache
def words_of(language: str, templates: Path) -> Words:
    """Return the words of a language."""
    return Words(catalogue_of(language, templates), language=language)


def catalogue_of(language: str, templates: Path) -> dict[str, str]:
    """Return all that the console says in a language: the rooms' catalogues as one."""
    rooms = sorted((templates / "messages" / "console").glob(f"*.{language}.toml"))
    return {key: text for room in rooms for key, text in tomllib.loads(room.read_text("utf-8")).items()}


def language_of(accepted: str) -> str:
    """Return the first of our languages that a browser's `Accept-Language` names, else our own."""
    wished = (part.partition(";")[0].strip().partition("-")[0].lower() for part in accepted.split(","))
    return next((language for language in wished if language in LANGUAGES), LANGUAGES[0])


def day_of(day: date, *, language: str, clock: tzinfo | None = None) -> str:
    """Return a day as `5 juin 2027`; of a moment, the day that it is by the clock: only moments need one."""
    from babel.dates import format_date  # noqa: PLC0415 - 50 ms, for pages that tell a date

    told = _by(day, clock) if isinstance(day, datetime) else day
    return format_date(told, format="long", locale=language)


def short_day_of(day: date, *, language: str) -> str:
    """Return a day as there is room for below a bar: `5/6`, `5 Jun`."""
    from babel.dates import format_date  # noqa: PLC0415 - as above

    return format_date(day, format="d/M" if language == "fr" else "d MMM", locale=language)


def moment_of(moment: datetime, *, language: str, clock: tzinfo) -> str:
    """Return a moment as `5 juin 2027, 18:30`, by the clock; one without a zone is told as it stands."""
    told = _by(moment, clock)
    return f"{day_of(told, language=language, clock=clock)}, {told:%H:%M}"


def _by(moment: datetime, clock: tzinfo | None) -> datetime:
    return moment.astimezone(clock) if clock and moment.tzinfo else moment
