"""Typefaces by name: stacks of what phones and computers already have, so that no page waits for a font.

The stacks follow https://modernfontstacks.com (Dan Klammer, CC0). Family names are written without quotes, which CSS
allows for names of plain words (https://www.w3.org/TR/css-fonts-4/#family-name-syntax).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SYSTEM = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"


class Typeface(StrEnum):
    """The voices that a banner can speak in."""

    CLEAR = "clear"
    GEOMETRIC = "geometric"
    ROUNDED = "rounded"
    CLASSIC = "classic"
    SLAB = "slab"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typesetting:
    """How titles and running text are set: families, and the weight and letter spacing (em) of titles.

    Titles may fall back on `var(--body)`, the families of running text.
    """

    display: str
    body: str = _SYSTEM
    weight: int = 800
    tracking: float = -0.02


TYPESETTINGS: Mapping[Typeface, Typesetting] = {
    Typeface.CLEAR: Typesetting(display="Avenir Next, Avenir, Segoe UI Variable Display, var(--body)", tracking=-0.025),
    Typeface.GEOMETRIC: Typesetting(
        display="var(--body)",
        body="Avenir, Montserrat, Corbel, URW Gothic, source-sans-pro, sans-serif",
        weight=700,
    ),
    Typeface.ROUNDED: Typesetting(
        display="ui-rounded, Hiragino Maru Gothic ProN, Quicksand, Comfortaa, Manjari, Arial Rounded MT Bold, "
        "Calibri, source-sans-pro, sans-serif",
        weight=700,
        tracking=-0.01,
    ),
    Typeface.CLASSIC: Typesetting(
        display="Iowan Old Style, Palatino Linotype, URW Palladio L, P052, Charter, Georgia, serif",
        body="Charter, Bitstream Charter, Sitka Text, Cambria, Georgia, serif",
        weight=700,
        tracking=-0.015,
    ),
    Typeface.SLAB: Typesetting(
        display="Rockwell, Rockwell Nova, Roboto Slab, DejaVu Serif, Sitka Small, serif", weight=700
    ),
    Typeface.NARROW: Typesetting(
        display="Bahnschrift, DIN Alternate, Franklin Gothic Medium, Nimbus Sans Narrow, sans-serif-condensed, "
        "sans-serif",
        weight=700,
        tracking=-0.005,
    ),
}
"""How each typeface is set."""
