"""The map of the seats with a shade for each, as the network's own site lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from shared.geography.atlases import atlas_of
from shared.geography.france import OUTLINES
from shared.sites.banner import TEMPLATES
from shared.sites.network.drawing import draw
from shared.sites.network.frames import load_sheet
from shared.sites.network.seats import Stander, standing
from shared.sites.outline import GroundMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.counters.network_figures import NationFigures
    from shared.sites.network.drawing import DrawnFrame
    from shared.sites.network.frames import Sheet
    from shared.sites.network.seats import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A country's sheet with its frames drawn, and every seat by its code, with the nation that stands for it."""

    sheet: Sheet
    frames: tuple[DrawnFrame, ...]
    seats: Mapping[str, Seat]


def ground_of(figures: Iterable[NationFigures], country: str) -> Ground | None:
    """Return a country's map (ISO 3166 code); None for one that nobody has laid out."""
    if (sheet := load_sheet(country, TEMPLATES)) is None:
        return None
    atlas = atlas_of(country)
    standers = (Stander.of(each.nation.seed, atlas=atlas) for each in figures)
    seats = {seat.zone.code: seat for seat in standing(standers, atlas=atlas).seats}
    return Ground(sheet=sheet, frames=_frames(country, sheet), seats=seats)


@cache
def _frames(country: str, sheet: Sheet) -> tuple[DrawnFrame, ...]:
    """Return every frame, drawn: half a second, once a process."""
    return draw(sheet, GroundMap.read(OUTLINES), standing((), atlas=atlas_of(country)).seats)
