"""The country as lights in the night: one for each seat, lit where somebody stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from shared.sites.network.drawing import DrawnFrame

FINENESS = 4
"""Units of the sheet in one of the picture's: what it shows small need not be exact."""

A_ROW = 19
STEP = 17
DROP = 44
"""Where overseas is kept: rows of lights below the mainland, so many units apart, the first so far below the coast."""

MARGIN = 12
"""Around the outermost lights, for their halos."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lights:
    """SVG path data of points, and the picture's `viewBox`; a round stroke makes each a light."""

    lit: str
    unlit: str
    box: str


def lights(frames: Sequence[DrawnFrame], standing: Collection[str]) -> Lights | None:
    """Return the lights of a map whose first frame is the mainland; `standing` are the codes of the seats taken."""
    if not frames or not frames[0].shapes:
        return None
    main = frames[0]
    points = {shape.code: _fine(shape.middle) for shape in main.shapes}
    xs, bottom = [x for x, _ in points.values()], max(y for _, y in points.values())
    others = [shape.code for drawn in frames[1:] for shape in drawn.shapes if shape.code not in points]
    points |= {code: _place(number, (min(xs) + max(xs)) // 2, bottom) for number, code in enumerate(others)}
    lowest = max(y for _, y in points.values())
    return Lights(
        lit=_path(point for code, point in points.items() if code in standing),
        unlit=_path(point for code, point in points.items() if code not in standing),
        box=f"{min(xs) - MARGIN} 0 {max(xs) - min(xs) + 2 * MARGIN} {lowest + MARGIN}",
    )


def _fine(middle: tuple[int, int]) -> tuple[int, int]:
    return middle[0] // FINENESS, middle[1] // FINENESS


def _place(number: int, middle: int, bottom: int) -> tuple[int, int]:
    row, column = divmod(number, A_ROW)
    return middle + (column - A_ROW // 2) * STEP, bottom + DROP + row * STEP


def _path(points: Iterable[tuple[int, int]]) -> str:
    return "".join(f"M{x} {y}h0" for x, y in points)
