"""The calendar of an election: for any zones, when they vote and when their campaigns are silent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.elections.silence import Silence, merge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime, time
    from zoneinfo import ZoneInfo

    from shared.elections.area import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round: the day most areas vote, the days of the `elsewhere` areas by name, and when polls close at last."""

    name: str
    votes: date
    polls_close: time
    elsewhere: Mapping[str, date] = field(default_factory=dict)

    def votes_in(self, area: Area) -> date:
        """Return the day on which an area votes."""
        return self.elsewhere.get(area.name, self.votes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """An election's rounds over the areas of a country; without rounds nobody is ever silent.

    `mainland` is the area of all zones that no other area holds, and of a nation without
    zones. `official` tells whether the dates are called or only assumed.
    """

    title: str
    official: bool
    mainland: Area
    areas: tuple[Area, ...] = ()
    rounds: tuple[Round, ...] = ()

    def silences(self, zone_ids: Sequence[str]) -> tuple[Silence, ...]:
        """Return the silences of a nation of these zones, in the order of time."""
        return merge(
            area.silence(vote=each.votes_in(area), polls_close=each.polls_close, round_name=each.name)
            for each in self.rounds
            for area in self._areas(zone_ids)
        )

    def silence_at(self, zone_ids: Sequence[str], now: datetime) -> Silence | None:
        """Return the silence that covers an aware moment, or None."""
        return next((silence for silence in self.silences(zone_ids) if silence.covers(now)), None)

    def timezone(self, zone_ids: Sequence[str]) -> ZoneInfo:
        """Return the time zone by which the first of the zones tells the time."""
        return self._areas(zone_ids)[0].timezones[0]

    def election_end(self, zone_ids: Sequence[str]) -> date | None:
        """Return the last day on which any of the zones votes, or None without an election."""
        days = [each.votes_in(area) for each in self.rounds for area in self._areas(zone_ids)]
        return max(days, default=None)

    def every_area(self) -> tuple[Area, ...]:
        """Return all areas, the mainland first."""
        return (self.mainland, *self.areas)

    def _areas(self, zone_ids: Sequence[str]) -> tuple[Area, ...]:
        return tuple({area.name: area for area in map(self._area, zone_ids)}.values()) or (self.mainland,)

    def _area(self, zone_id: str) -> Area:
        return next((area for area in self.areas if area.holds(zone_id)), self.mainland)
