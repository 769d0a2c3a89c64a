"""Moments as people type them: `2027-06-01 19:00`, by the clock of the nation they are about."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_HOUR = re.compile(r"\d{1,2}:\d{2}")


def read_local(text: str, *, option: str, day: datetime | None = None) -> datetime:
    """Return the local time that was typed, without a time zone; a mere hour is one of the `day`. Raises InputError."""
    try:
        if day and _HOUR.fullmatch(text):
            return datetime.combine(day.date(), time.fromisoformat(text.zfill(5)))
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise _unreadable(option) from error
    if moment.tzinfo:
        remedy = "Type the local time, and the time zone with --timezone if it is another than the nation's"
        raise InputError([Fault(place=option, reason="it has an offset", remedy=remedy)])
    return moment


def read_moment(text: str, timezone: ZoneInfo, *, option: str) -> datetime:
    """Return the aware moment that was typed; without an offset it is one of the time zone. Raises InputError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise _unreadable(option) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)


def tell(moment: datetime) -> str:
    """Return a moment by its own clock: `2027-06-12 00:00 Europe/Paris`."""
    return f"{moment:%Y-%m-%d %H:%M} {moment.tzinfo}"


def _unreadable(option: str) -> InputError:
    remedy = "Type it like 2027-06-01T19:00, or 2027-06-01 19:00 in quotes"
    return InputError([Fault(place=option, reason="it is no date and time", remedy=remedy)])
