"""What somebody says of an event, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.geography.names import name_key
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = {"title": 120, "venue": 120, "address": 240, "body": 5000}
"""Characters of each text."""

LONGEST_EVENT = timedelta(days=31)
"""Longer is no meeting: most likely the year is wrong."""

MOST = 1_000_000
"""People whom any venue holds."""

ID_LENGTH = 48
"""Of the part of an id that is made of the title: the whole is a folder of the site."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """The event as its nation tells it; see `Event` for the fields.

    Raises InputError, with every fault by its field.
    """

    title: str
    starts: datetime
    ends: datetime
    timezone: str
    venue: str
    address: str = ""
    body: str = ""
    capacity: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no page could show."""
        faults = [*self._text_faults(), *self._time_faults(), *self._size_faults()]
        if faults:
            raise InputError(faults)

    def event_id(self, slug: str) -> str:
        """Return the id that the same announcement has always: `2027-06-01-apero-citoyen-1f3a`."""
        words = name_key(self.title).replace(" ", "-")[:ID_LENGTH].strip("-")
        digest = sha256("\n".join((slug, self.title, self.starts.isoformat(), self.venue)).encode()).hexdigest()
        return "-".join(filter(None, (f"{self.starts:%Y-%m-%d}", words, digest[:4])))

    def _text_faults(self) -> Iterator[Fault]:
        for name, longest in LONGEST.items():
            text = getattr(self, name)
            if name in {"title", "venue"} and not text.strip():
                yield Fault(place=name, reason="it is empty", remedy="Say it in a few words")
            if len(text) > longest:
                yield Fault(place=name, reason=f"it has {len(text)} characters", remedy=f"Keep to {longest}")
            if _CONTROL.search(text) or (name != "body" and _LINE_END.search(text)):
                yield Fault(place=name, reason="it has control characters", remedy="Write it as plain text")

    def _time_faults(self) -> Iterator[Fault]:
        if any(moment.tzinfo for moment in (self.starts, self.ends)):
            yield Fault(
                place="starts", reason="it has an offset", remedy="Tell the local time, and `timezone` beside it"
            )
            return
        if self.ends <= self.starts:
            yield Fault(place="ends", reason="it is not after the beginning", remedy="Let it end later")
        elif self.ends - self.starts > LONGEST_EVENT:
            yield Fault(place="ends", reason="it is more than a month after the beginning", remedy="Check the date")
        yield from self._clock_faults()

    def _clock_faults(self) -> Iterator[Fault]:
        try:
            timezone = ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            remedy = "Use a name of the IANA database, such as Europe/Paris"
            yield Fault(place="timezone", reason="there is no such time zone", remedy=remedy)
            return
        for name in ("starts", "ends"):
            if not _exists(getattr(self, name), timezone):
                reason = "the clocks there skip this hour, going forward to summer time"
                yield Fault(place=name, reason=reason, remedy="Take an hour that exists")

    def _size_faults(self) -> Iterator[Fault]:
        if self.capacity is not None and not 1 <= self.capacity <= MOST:
            yield Fault(place="capacity", reason="it is not from 1 to a million", remedy="Leave it out for any number")


DETAILS = tuple(field.name for field in fields(EventDetails))


def _exists(local: datetime, timezone: ZoneInfo) -> bool:
    there = local.replace(tzinfo=timezone)
    return there.astimezone(UTC).astimezone(timezone).replace(tzinfo=None, fold=0) == local.replace(fold=0)
