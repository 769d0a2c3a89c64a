"""Whole numbers that somebody typed, or that an address or a form says."""

from __future__ import annotations

MOST = 999_999_999
"""More than anything that is counted here; Python refuses to read thousands of digits by an error of its own."""


def whole_number(text: str, *, most: int = MOST) -> int | None:
    """Return the number that a text of plain digits says; None for any other text, and for a number over `most`."""
    digits = text.lstrip("0")
    if not (text.isascii() and text.isdecimal()) or len(digits) > len(str(most)):
        return None
    number = int(digits or "0")
    return number if number <= most else None
