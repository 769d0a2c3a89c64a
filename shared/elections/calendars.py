"""The calendars of the countries that networks live in, from `templates/elections/<country>.toml`."""

from __future__ import annotations

from datetime import UTC
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.elections.area import Area
from shared.elections.calendar import Calendar
from shared.elections.reading import read_calendar
from shared.kernel.errors import NotFound

ELECTIONS = Path(__file__).resolve().parents[2] / "templates" / "elections"
"""Our templates lie beside `shared`, in the checkout and in a function's bundle alike."""

NONE = Calendar(
    title="",
    official=False,
    mainland=Area(name="everywhere", zones=(), timezones=(ZoneInfo(str(UTC)),)),
)
"""Where no election is written down: nobody is silent, and events without a time zone of their own are in UTC."""


@cache
def calendar_of(country: str, *, elections: Path = ELECTIONS) -> Calendar:
    """Return the calendar of a country (ISO 3166 code), NONE without a file; raises InputError for a faulty one.

    Raises NotFound where there are no elections at all: a function that was shipped without them must not take
    that for peace.
    """
    if not elections.is_dir():
        raise NotFound(f"there is no {elections.parent.name}/{elections.name}: ship the templates with this function")
    file = elections / f"{country.lower()}.toml"
    if not file.is_file():
        return NONE
    return read_calendar(file.read_text(encoding="utf-8"), file_name=file.name)
