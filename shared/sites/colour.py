"""Colours that can be read: WCAG 2.2 relative luminance and contrast (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""

from __future__ import annotations

import re
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of body text with its background, WCAG 2.2 success criterion 1.4.3 (AA)."""

DARKEST_CURVED = 0.04045
"""The share of a channel up to which sRGB is linear."""

_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour on a screen: three channels of 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def from_hex(cls, text: str) -> Colour:
        """Read `#rrggbb`; raises ValueError for anything else."""
        match = _HEX.fullmatch(text)
        if match is None:
            raise ValueError("a colour is written #rrggbb")
        red, green, blue = (int(channel, 16) for channel in match.groups())
        return cls(red, green, blue)

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance: 0 for black, 1 for white."""
        return 0.2126 * _linear(self.red) + 0.7152 * _linear(self.green) + 0.0722 * _linear(self.blue)

    def mixed(self, other: Colour, share: float) -> Colour:
        """Return this colour with a `share` (0 to 1) of another in it."""
        return Colour(
            round(self.red + (other.red - self.red) * share),
            round(self.green + (other.green - self.green) * share),
            round(self.blue + (other.blue - self.blue) * share),
        )


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)
INK = Colour(21, 24, 33)
"""The dark of our text: softer than black, 17 to 1 on white."""


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((one.luminance, other.luminance), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(background: Colour) -> Colour:
    """Return white or dark, whichever reads on `background`; one of white and black always does (≥ 4.58)."""
    return next((ink for ink in (WHITE, INK) if contrast(ink, background) >= READABLE), BLACK)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= DARKEST_CURVED else float(((share + 0.055) / 1.055) ** 2.4)
