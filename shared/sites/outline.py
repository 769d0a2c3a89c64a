"""The outline of a nation's ground, drawn from the national map."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

from shared.sites.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    Ring = Sequence[int]
    """Corners as x, y, x, y, …; the last joins the first."""

SIZE = 1000
"""The longer side of a drawing, in its own units: a tenth of a pixel where it is shown largest."""

_PATH = re.compile(r"[MLHVZmlhvz0-9 .,-]{1,20000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """SVG path data of straight lines, within `0 0 <width> <height>`; raises ContentError for anything else."""

    path: str
    width: int
    height: int

    def __post_init__(self) -> None:
        """Refuse what is no outline."""
        if not _PATH.fullmatch(self.path) or self.width < 1 or self.height < 1:
            raise ContentError("outline: expected path data of straight lines")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundMap:
    """The national map: rings by zone id, in steps of which a degree has `grid`."""

    grid: int
    rings: Mapping[str, Sequence[Ring]]

    @classmethod
    def read(cls, path: Path) -> GroundMap:
        """Read a map of constituencies: `{"grid": steps in a degree, "outlines": {code: [[x, y, …], …]}}`."""
        data = json.loads(path.read_text("utf-8"))
        return cls(grid=data["grid"], rings={f"constituency:{code}": rings for code, rings in data["outlines"].items()})

    def outline(self, zone_ids: Iterable[str]) -> Outline | None:
        """Return the outline of all the zones together; None where the map draws none of them."""
        rings = [ring for zone_id in zone_ids for ring in self.rings.get(zone_id, ())]
        return _draw(rings, grid=self.grid) if rings else None


def _draw(rings: Sequence[Ring], *, grid: int) -> Outline:
    """Draw rings with north up, true to scale at their middle latitude."""
    shapes = [_level(ring, narrowing=_narrowing(rings, grid)) for ring in rings]
    corners = [corner for shape in shapes for corner in shape]
    west, north = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - west, max(y for _, y in corners) - north
    scale = SIZE / max(width, height, 1)
    scaled = [[(round((x - west) * scale), round((y - north) * scale)) for x, y in shape] for shape in shapes]
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in shape) + "z" for shape in scaled)
    return Outline(path=path, width=max(round(width * scale), 1), height=max(round(height * scale), 1))


def _narrowing(rings: Sequence[Ring], grid: int) -> float:
    """Return how much shorter a degree of longitude is than one of latitude, in the middle of the rings."""
    latitudes = [y for ring in rings for y in ring[1::2]]
    return cos(radians((max(latitudes) + min(latitudes)) / 2 / grid))


def _level(ring: Ring, *, narrowing: float) -> list[tuple[float, int]]:
    return [(x * narrowing, -y) for x, y in zip(ring[::2], ring[1::2], strict=True)]
