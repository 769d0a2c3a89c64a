"""Elections to test with."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from shared.elections.area import Area
from shared.elections.calendar import Calendar, Round

PARIS = ZoneInfo("Europe/Paris")
TAHITI = ZoneInfo("Pacific/Tahiti")


def an_area(name: str = "mainland", *timezones: str, zones: tuple[str, ...] = ()) -> Area:
    """Return an area, by default the mainland by the clock of Paris."""
    return Area(name=name, zones=zones, timezones=tuple(map(ZoneInfo, timezones or ("Europe/Paris",))))


def a_round(name: str = "first", *, votes: date = date(2027, 6, 13), **changes: Any) -> Round:
    """Return a round on a Sunday, with polls open until 20:00."""
    return Round(name=name, votes=votes, **{"polls_close": time(20)} | changes)


def a_calendar(*rounds: Round, areas: tuple[Area, ...] = (), mainland: Area | None = None) -> Calendar:
    """Return a calendar of these rounds, by default of one."""
    return Calendar(
        title="Législatives",
        official=False,
        mainland=mainland or an_area(),
        areas=areas,
        rounds=rounds or (a_round(),),
    )
