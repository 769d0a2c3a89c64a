"""Outlines as PostGIS writes them: hexadecimal EWKB, of which polygons and their collections are read.

The format: https://postgis.net/docs/using_postgis_dbmanagement.html#EWKB_EWKT
"""

from __future__ import annotations

import struct
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]

POLYGON, MULTIPOLYGON = 3, 6
CARRIES_REFERENCE_SYSTEM = 0x20000000
"""The flag in a geometry's kind that says four more bytes follow it."""


class NotAnOutline(ValueError):  # noqa: N818 - the name states the fact, as the style asks
    """The geometry is neither a polygon nor a collection of polygons."""


def rings(hexadecimal: str) -> tuple[Ring, ...]:
    """Return every ring of an outline, holes among them, as closed runs of (longitude, latitude); raises NotAnOutline.

    Rings alone suffice: the even-odd rule tells a hole from a shell by counting.
    """
    return tuple(_Bytes(bytes.fromhex(hexadecimal)).rings())


class _Bytes:
    """The bytes of one geometry, read from front to back."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def rings(self) -> list[Ring]:
        order = "<" if self._data[self._position] == 1 else ">"
        self._position += 1
        kind = self._number(order)
        if kind & CARRIES_REFERENCE_SYSTEM:
            self._number(order)
        count = self._number(order)
        if kind & 0xFF == MULTIPOLYGON:
            return [ring for _ in range(count) for ring in self.rings()]
        if kind & 0xFF == POLYGON:
            return [self._ring(order) for _ in range(count)]
        raise NotAnOutline(f"a geometry of kind {kind & 0xFF}")

    def _number(self, order: str) -> int:
        (number,) = struct.unpack_from(f"{order}I", self._data, self._position)
        self._position += 4
        return int(number)

    def _ring(self, order: str) -> Ring:
        length = 2 * self._number(order)
        numbers = struct.unpack_from(f"{order}{length}d", self._data, self._position)
        self._position += 8 * length
        return tuple(zip(numbers[::2], numbers[1::2], strict=True))
