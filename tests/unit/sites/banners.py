"""Three banners whose pages must all be good: the house's own, one of a difficult colour, and one as dark as night.

Between them they choose every kind of corner and edge, and colours of nations that hardly differ from the banner's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.banner import Corners, Edge, Logo, default_banner
from shared.sites.typeface import Typeface
from tests.unit.sites.builders import a_banner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.sites.banner import Banner

BANNERS: Mapping[str, Banner] = {
    "house": default_banner(),
    "yellow": a_banner(
        name="Soleil",
        primary="#ffff00",
        accent="#ffff00",
        palette=("#ff00ff", "#ffffff", "#00ff66"),
        logo=Logo.PENNANT,
        typeface=Typeface.SLAB,
        corners=Corners.SQUARE,
        edge=Edge.SLOPE,
    ),
    "night": a_banner(
        name="Nuit",
        primary="#0b0b0f",
        accent="#1a1a22",
        palette=("#141414", "#ff4d4d", "#3b3bff"),
        logo=Logo.RINGS,
        typeface=Typeface.CLASSIC,
        corners=Corners.SOFT,
        edge=Edge.LEVEL,
    ),
}
