"""Moments in the words of a page's language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shared.sites.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping


def spoken(moment: str, messages: Mapping[str, str]) -> str:
    """Return `2027-06-05T18:30` as `samedi 5 juin, 18 h 30`; raises ContentError for what is no moment."""
    try:
        when = datetime.fromisoformat(moment)
    except ValueError as error:
        raise ContentError("an event starts at no moment: write it like 2027-06-05T18:30") from error
    date = messages["event_date"].format(
        weekday=messages["weekdays"].split()[when.weekday()],
        day=messages["first_day"] if when.day == 1 else when.day,
        month=messages["months"].split()[when.month - 1],
    )
    time = messages["event_time" if when.minute else "event_full_hour"]
    return f"{date}, {time.format(hour=when.hour, minute=f'{when.minute:02}')}"
