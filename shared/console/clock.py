"""By which clock a page tells days and moments: the one of the nation whose page it is, at HQ the network's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.console.words import day_of, moment_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation


def clock_of(visit: Visit, desk: Desk) -> ZoneInfo:
    """Return the clock of the page that is asked for; raises NationUnknown where its path names none."""
    return nation_clock(desk.nations.get(visit.nation) if visit.nation else None, desk)


def nation_clock(nation: Nation | None, desk: Desk) -> ZoneInfo:
    """Return a nation's clock, or where there is none the network's."""
    return desk.calendar.timezone(nation.seed.zones if nation else ())


def telling_by(clock: ZoneInfo, *, language: str) -> dict[str, object]:
    """Return what pages, and parts of them, tell time with; moments that know their zone are told by the clock.

    One without a zone, such as an event's, is told as it stands: by the clock of the place.
    """
    return {
        "day": partial(day_of, language=language, clock=clock),
        "moment": partial(moment_of, language=language, clock=clock),
        "clock_name": clock.key.replace("_", " "),
    }
