"""A département laid flat: shapes in kilometres, what they share and how far they lie apart."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.geography.france.build.ewkb import Point, Ring

KILOMETRES_PER_DEGREE = 111.32
"""Of latitude, and of longitude at the equator."""

SCANLINES = 40
"""Lines on which a share is measured: a share of one fortieth is still seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Rings in kilometres, with the box around them (west, south, east, north)."""

    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]

    def sides(self) -> Iterator[tuple[Point, Point]]:
        """Yield every side of every ring."""
        for ring in self.rings:
            yield from itertools.pairwise(ring)


def flatten(rings: Iterable[Ring], *, latitude: float) -> Shape:
    """Return rings of degrees as kilometres, true to scale near `latitude`."""
    across = KILOMETRES_PER_DEGREE * math.cos(math.radians(latitude))
    flat = tuple(tuple((x * across, y * KILOMETRES_PER_DEGREE) for x, y in ring) for ring in rings)
    xs = [x for ring in flat for x, _ in ring]
    ys = [y for ring in flat for _, y in ring]
    return Shape(rings=flat, box=(min(xs), min(ys), max(xs), max(ys)))


def boxes_meet(one: Shape, other: Shape) -> bool:
    """Tell whether two shapes may overlap at all."""
    west, south, east, north = one.box
    return west <= other.box[2] and other.box[0] <= east and south <= other.box[3] and other.box[1] <= north


def near(shape: Shape, point: Point, *, within: float) -> bool:
    """Tell whether a point lies inside a shape, or at most `within` kilometres from its border."""
    x, y = point
    west, south, east, north = shape.box
    if not (west - within <= x <= east + within and south - within <= y <= north + within):
        return False
    return contains(shape, point) or distance(shape, point) <= within


def share(shape: Shape, other: Shape) -> float:
    """Return the part of a shape's area that another covers, measured along `SCANLINES` lines through the shape."""
    if not boxes_meet(shape, other):
        return 0.0
    heights = _scanlines(shape)
    own = _spans(shape, heights)
    common = sum(map(_common_length, own, _spans(other, heights)))
    return common / sum(map(_common_length, own, own))


def contains(shape: Shape, point: Point) -> bool:
    """Tell whether a point lies inside a shape, by the even-odd rule."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in shape.sides():
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def distance(shape: Shape, point: Point) -> float:
    """Return the kilometres from a point to the nearest side of a shape."""
    return min(_distance_to_side(point, start, end) for start, end in shape.sides())


def _scanlines(shape: Shape) -> list[float]:
    _, south, _, north = shape.box
    step = (north - south) / SCANLINES
    return [south + step * (line + 0.5) for line in range(SCANLINES)]


def _spans(shape: Shape, heights: list[float]) -> list[list[float]]:
    """Return for each height where a line enters and leaves the shape, from west to east."""
    crossings: list[list[float]] = [[] for _ in heights]
    lowest, step = heights[0], heights[1] - heights[0]
    for (x1, y1), (x2, y2) in shape.sides():
        first = max(0, math.ceil((min(y1, y2) - lowest) / step))
        last = min(len(heights), math.ceil((max(y1, y2) - lowest) / step))
        for line in range(first, last):
            crossings[line].append(x1 + (heights[line] - y1) * (x2 - x1) / (y2 - y1))
    return [sorted(line) for line in crossings]


def _common_length(one: list[float], other: list[float]) -> float:
    return sum(
        max(0.0, min(one[i + 1], other[j + 1]) - max(one[i], other[j]))
        for i in range(0, len(one) - 1, 2)
        for j in range(0, len(other) - 1, 2)
    )


def _distance_to_side(point: Point, start: Point, end: Point) -> float:
    across, up = end[0] - start[0], end[1] - start[1]
    length = across * across + up * up
    along = ((point[0] - start[0]) * across + (point[1] - start[1]) * up) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(start[0] + along * across - point[0], start[1] + along * up - point[1])
