"""The banner: the common look and rules under which all nations of a network appear."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.sites.colour import Colour
from shared.sites.errors import ContentError
from shared.sites.records import read_record, write_record
from shared.sites.typeface import Typeface

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
"""Our templates lie beside `shared`, in the checkout and in a function's bundle alike."""

_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class Language(StrEnum):
    """The languages that `templates/messages` speaks."""

    FRENCH = "fr"
    ENGLISH = "en"


class Logo(StrEnum):
    """The shapes that `templates/logos` draws."""

    SUNRISE = "sunrise"
    PENNANT = "pennant"
    RINGS = "rings"


class Corners(StrEnum):
    """How far the corners of buttons, fields and cards are rounded."""

    ROUND = "round"
    SOFT = "soft"
    SQUARE = "square"


class Edge(StrEnum):
    """Where the coloured top of a page ends: in hills, in a slope, or level."""

    HILLS = "hills"
    SLOPE = "slope"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerWords:
    """What a banner says, in a language that is not its own."""

    language: Language
    tagline: str
    election: str
    legal_footer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """What HQ decides for all nations; raises ContentError for a colour or a domain that is none.

    Colours are `#rrggbb`, and any will do: see `shared.sites.palette`. `palette` are the local colours, of which
    each nation has one. `election` completes the sentence "the candidate for the …". `host` is who keeps the
    pages, named in the legal notice (LCEN, art. 6 III). `address` is where the network gets its post, and so do
    the nations that give no address of their own.
    """

    name: str
    tagline: str
    primary: str
    accent: str
    palette: tuple[str, ...]
    logo: Logo
    language: Language
    election: str
    legal_footer: str
    host: str
    network_domain: str
    address: str = ""
    typeface: Typeface = Typeface.CLEAR
    corners: Corners = Corners.ROUND
    edge: Edge = Edge.HILLS
    translations: tuple[BannerWords, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what would break every page."""
        for colour in (self.primary, self.accent, *self.palette):
            _require_colour(colour)
        if not self.palette:
            raise ContentError("banner: palette is empty")
        if not _DOMAIN.fullmatch(self.network_domain):
            raise ContentError("banner: network_domain is no domain name")

    def speaking(self, language: Language) -> Banner:
        """Return the banner in a language; what it is not translated into stays as it is."""
        own = replace(self, language=language)
        words = next((each for each in self.translations if each.language is language), None)
        if words is None:
            return own
        return replace(own, tagline=words.tagline, election=words.election, legal_footer=words.legal_footer)


def read_banner(data: Mapping[str, Any]) -> Banner:
    """Return the banner that `data` spells; raises ContentError naming the field at fault."""
    return read_record(Banner, data, place="banner")


def write_banner(banner: Banner) -> dict[str, Any]:
    """Return the plain data that `read_banner` reads back."""
    return write_record(banner)


@cache
def default_banner(templates: Path = TEMPLATES) -> Banner:
    """Return the banner of the bundled network."""
    return read_banner(tomllib.loads((templates / "kit" / "banner.toml").read_text("utf-8")))


def _require_colour(text: str) -> None:
    try:
        Colour.from_hex(text)
    except ValueError as error:
        raise ContentError(f"banner: {error}") from error
