"""An area: zones that vote on one day, and the clocks they live by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from shared.elections.silence import Silence

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

ANY_ENDING = "*"

EVE = timedelta(days=1)
"""Silence begins at midnight on the eve of the vote: code électoral, art. L. 49."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Zones with the time zones of their voters, of which the first tells the time of events.

    `zones` are zone ids; one that ends in `*` stands for every id that begins so.
    """

    name: str
    zones: tuple[str, ...]
    timezones: tuple[ZoneInfo, ...]

    def holds(self, zone_id: str) -> bool:
        """Tell whether a zone belongs to this area."""
        return any(_matches(pattern, zone_id) for pattern in self.zones)

    def silence(self, *, vote: date, polls_close: time, round_name: str) -> Silence:
        """Return the silence around a day of voting: it begins with the first clock and ends with the last."""
        beginnings = [datetime.combine(vote - EVE, time(), tzinfo=timezone) for timezone in self.timezones]
        endings = [datetime.combine(vote, polls_close, tzinfo=timezone) for timezone in self.timezones]
        return Silence(starts=min(beginnings), ends=max(endings), round=round_name)


def _matches(pattern: str, zone_id: str) -> bool:
    if pattern.endswith(ANY_ENDING):
        return zone_id.startswith(pattern.removesuffix(ANY_ENDING))
    return zone_id == pattern
