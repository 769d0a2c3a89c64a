"""The national map: the outlines of the constituencies on a grid that neighbours share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.geography.france.build.ewkb import Point, Ring

GRID = 1000
"""Steps in a degree, of 111 metres at most: fine enough for the constituencies of Paris.

The source draws few corners already (37 a constituency) and the same ones on both sides of a border. Rounding
keeps that so, and no gap opens; a tolerance of our own would have to be applied border by border to be as safe.
"""

FEWEST = 3
"""Corners of a ring that encloses anything."""


def national_map(outlines: Mapping[str, Sequence[Ring]]) -> str:
    """Return the map as JSON: `{"grid": steps in a degree, "outlines": {code: [[x, y, x, y, …], …]}}`.

    x is longitude and y latitude in grid steps; a ring's last corner joins its first, which is not repeated.
    """
    drawn = {code: [ring for ring in map(_draw, rings) if ring] for code, rings in sorted(outlines.items())}
    return json.dumps({"grid": GRID, "outlines": drawn}, separators=(",", ":")) + "\n"


def _draw(ring: Ring) -> list[int]:
    """Return a ring on the grid, or nothing where the grid is too coarse to show it."""
    corners = list(_without_repetitions(ring))
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    return [step for corner in corners for step in corner] if len(corners) >= FEWEST else []


def _without_repetitions(ring: Ring) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for point in ring:
        corner = _snap(point)
        if corner != last:
            yield corner
        last = corner


def _snap(point: Point) -> tuple[int, int]:
    return round(point[0] * GRID), round(point[1] * GRID)
