"""The picture that networks show beside a shared link: drawn in the banner's colours, without fonts or libraries."""

from __future__ import annotations

import struct
import zlib
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.sites.palette import Palette

WIDTH, HEIGHT = 1200, 630
"""The size that Open Graph readers ask for."""

_SUN = (600, 470, 230)
"""Centre and radius of the rising sun, in pixels."""
_HORIZON = 470
_GROUND, _SKY, _SUNLIGHT = 0, 1, 2
_TRUE_PALETTE = 3
"""PNG's colour type for pixels that are indices into a palette."""


def draw_share_image(palette: Palette) -> bytes:
    """Return a PNG of a sun that rises over a dark ground."""
    colours = (palette.deep.background, palette.primary.background, palette.hero_action.background)
    table = bytes(channel for colour in colours for channel in (colour.red, colour.green, colour.blue))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, _TRUE_PALETTE, 0, 0, 0)
    pixels = b"".join(b"\0" + _row(y) for y in range(HEIGHT))
    chunks = ((b"IHDR", header), (b"PLTE", table), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _row(y: int) -> bytes:
    if y >= _HORIZON:
        return bytes([_GROUND]) * WIDTH
    centre, middle, radius = _SUN
    half = round(sqrt(max(radius**2 - (y - middle) ** 2, 0)))
    sky = bytes([_SKY]) * (centre - half)
    return sky + bytes([_SUNLIGHT]) * (2 * half) + sky


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
