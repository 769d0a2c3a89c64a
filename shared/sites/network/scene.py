"""What the pages of the network's own site show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.sites.network.agenda import by_day, first
from shared.sites.network.directory import chapters
from shared.sites.network.lights import lights

if TYPE_CHECKING:
    from shared.sites.network.agenda import Meeting
    from shared.sites.network.drawing import DrawnFrame
    from shared.sites.network.frames import Sheet
    from shared.sites.network.seats import Standing
    from shared.sites.network.words import Words

NEXT_EVENTS = 3
"""Events that the home page names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkView:
    """All that there is to show: who stands where, the map as drawn (without one, lists do), what is to come."""

    standing: Standing
    sheet: Sheet | None
    frames: tuple[DrawnFrame, ...]
    meetings: tuple[Meeting, ...]


def scene_of(view: NetworkView, words: Words) -> dict[str, Any]:
    """Return what the templates are told, by the name they know it under."""
    elsewhere = words.say("elsewhere")
    taken = {seat.zone.code for seat in view.standing.seats if seat.stander}
    return {
        "figures": _figures(view, words, live=len(taken)),
        "lights": lights(view.frames, taken),
        "sheet": view.sheet,
        "frames": view.frames,
        "seats": {seat.zone.code: seat for seat in view.standing.seats},
        "candidate_chapters": chapters(view.standing.standers, elsewhere=elsewhere),
        "seat_chapters": chapters(view.standing.seats, elsewhere=elsewhere),
        "days": by_day(view.meetings),
        "next_days": first(view.meetings, NEXT_EVENTS),
    }


def _figures(view: NetworkView, words: Words, *, live: int) -> dict[str, Any]:
    seats = view.standing.seats
    return {
        "campaigns": len(view.standing.standers),
        "seats": len(seats),
        "live": live,
        "share": words.share(live / max(len(seats), 1)),
        "departements": len({seat.departement for seat in seats if seat.stander}),
        "events": len(view.meetings),
    }
