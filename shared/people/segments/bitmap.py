"""Sets of ordinals as whole numbers: bit `n` is set where `n` is in the set.

Python's own numbers intersect, unite and count 100,000 bits in a few microseconds, so no library is needed for that;
zlib makes the sparse ones small.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BITS = 8
"""Of a byte."""


def bitmap_of(ordinals: Iterable[int], *, size: int) -> int:
    """Return the set of some ordinals, all of them below `size`."""
    raw = bytearray(-(-size // BITS))
    for ordinal in ordinals:
        raw[ordinal // BITS] |= 1 << ordinal % BITS
    return int.from_bytes(raw, "little")


def everyone(size: int) -> int:
    """Return the set of all ordinals below `size`."""
    return (1 << size) - 1


def packed(bitmap: int) -> bytes:
    """Return a set as it is kept."""
    return zlib.compress(bitmap.to_bytes(-(-bitmap.bit_length() // BITS), "little"))


def unpacked(kept: bytes) -> int:
    """Return the set that `packed` wrote."""
    return int.from_bytes(zlib.decompress(kept), "little")


def ordinals_of(bitmap: int, *, start: int = 0) -> Iterator[int]:
    """Yield the ordinals of a set from `start` on, the least first."""
    rest = bitmap >> start
    for place, byte in enumerate(rest.to_bytes(-(-rest.bit_length() // BITS), "little")):
        if byte:
            yield from (start + place * BITS + bit for bit in range(BITS) if byte >> bit & 1)
