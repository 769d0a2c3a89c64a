"""How the map lies on its sheet: `templates/network/frames/<country>.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shared.geography.zone import Zone
    from shared.sites.network.seats import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A part of the sheet that shows some départements at a scale of its own; without any, all that none takes apart.

    `tokens` stand for seats whose ground is too far spread to be drawn, or has no borders.
    """

    title: str
    departements: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int
    apart: bool = False
    tokens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole map: its size, and its frames."""

    width: int
    height: int
    frames: tuple[Frame, ...]

    def seats_of(self, frame: Frame, seats: Iterable[Seat]) -> tuple[Seat, ...]:
        """Return the seats that a frame shows."""
        apart = {code for other in self.frames if other.apart for code in other.departements}
        return tuple(seat for seat in seats if _shows(frame, seat.departement, apart))


@cache
def load_sheet(country: str, templates: Path) -> Sheet | None:
    """Return the sheet of a country's map; None for one that nobody has laid out."""
    file = templates / "network" / "frames" / f"{country.lower()}.toml"
    if not file.is_file():
        return None
    data = tomllib.loads(file.read_text("utf-8"))
    frames = tuple(Frame(**{**frame, "departements": tuple(frame["departements"])}) for frame in data["frames"])
    return Sheet(width=data["width"], height=data["height"], frames=frames)


def _shows(frame: Frame, departement: Zone | None, apart: set[str]) -> bool:
    code = departement.code if departement else ""
    return code in frame.departements if frame.departements else code not in apart
