"""The map of the seats as SVG paths: drawn once for a country, whoever stands."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.sites.network.frames import Frame, Sheet
    from shared.sites.network.seats import Seat
    from shared.sites.outline import GroundMap, Ring

TOKEN = 56
"""The side of a token, in units of the sheet: a fifth of an inch on a phone, pressed by a thumb that zooms in."""

TOKEN_STEP = 72

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A seat's ground: SVG path data in units of the sheet, and the middle of its largest piece."""

    code: str
    path: str
    middle: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFrame:
    """A frame with the shapes it shows."""

    frame: Frame
    shapes: tuple[Shape, ...]


def draw(sheet: Sheet, ground: GroundMap, seats: Sequence[Seat]) -> tuple[DrawnFrame, ...]:
    """Return every frame of the sheet, drawn."""
    return tuple(_drawn(frame, ground, sheet.seats_of(frame, seats)) for frame in sheet.frames)


def _drawn(frame: Frame, ground: GroundMap, seats: Sequence[Seat]) -> DrawnFrame:
    rings = {seat.zone.code: ground.rings[seat.zone.id] for seat in seats if seat.zone.id in ground.rings}
    if frame.tokens:
        return DrawnFrame(frame=frame, shapes=tuple(_tokens(frame, seats)))
    return DrawnFrame(frame=frame, shapes=tuple(_shapes(frame, rings, ground.grid)) if rings else ())


def _tokens(frame: Frame, seats: Sequence[Seat]) -> Iterator[Shape]:
    """Yield a square for each seat, in rows from the left."""
    across = max(frame.width // TOKEN_STEP, 1)
    for place, seat in enumerate(seats):
        x, y = frame.x + place % across * TOKEN_STEP, frame.y + place // across * TOKEN_STEP
        path = f"M{x} {y}h{TOKEN}v{TOKEN}h-{TOKEN}z"
        yield Shape(code=seat.zone.code, path=path, middle=(x + TOKEN // 2, y + TOKEN // 2))


def _shapes(frame: Frame, rings: Mapping[str, Sequence[Ring]], grid: int) -> Iterator[Shape]:
    """Yield every ground, north up, as large as the frame allows, true to scale at its middle latitude."""
    latitudes = [y for ground in rings.values() for ring in ground for y in ring[1::2]]
    narrowing = cos(radians((max(latitudes) + min(latitudes)) / 2 / grid))
    level = {code: [_level(ring, narrowing) for ring in ground] for code, ground in rings.items()}
    corners = [corner for ground in level.values() for ring in ground for corner in ring]
    west, north = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - west, max(y for _, y in corners) - north
    scale = min(frame.width / width, frame.height / height)
    for code, ground in level.items():
        yield _shape(code, [[_on_sheet(frame, x - west, y - north, scale) for x, y in ring] for ring in ground])


def _level(ring: Ring, narrowing: float) -> list[Point]:
    return [(x * narrowing, -y) for x, y in zip(ring[::2], ring[1::2], strict=True)]


def _on_sheet(frame: Frame, x: float, y: float, scale: float) -> tuple[int, int]:
    return frame.x + round(x * scale), frame.y + round(y * scale)


def _shape(code: str, rings: Sequence[Sequence[tuple[int, int]]]) -> Shape:
    largest = max(rings, key=_extent)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    middle = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    return Shape(code=code, path="".join(map(_path, rings)), middle=middle)


def _extent(ring: Sequence[tuple[int, int]]) -> int:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """Return a ring as steps from corner to corner, half as long as their positions; standing still is no step."""
    (x, y), steps = ring[0], []
    for next_x, next_y in ring[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-") if steps else ""
