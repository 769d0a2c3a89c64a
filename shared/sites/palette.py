"""The colours of a banner as the stylesheet uses them: each with the colour of the text that stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.colour import BLACK, INK, WHITE, Colour, contrast, ink_on, made_readable

if TYPE_CHECKING:
    from shared.sites.banner import Banner

VISIBLE = 3.0
"""The least contrast of a button with what surrounds it, WCAG 2.2 success criterion 1.4.11 (AA)."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A background and the text that reads on it."""

    background: Colour
    text: Colour

    @classmethod
    def of(cls, background: Colour) -> Surface:
        """Return the surface of a background, its text chosen for contrast."""
        return cls(background, ink_on(background))


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalColour:
    """A nation's own colour, as a surface and as text on the primary colour."""

    surface: Surface
    on_primary: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Every colour of a site; whatever colours the banner has, text keeps a contrast of 4.5 and buttons one of 3.

    `hero_action` is the button on the primary colour, `action` the one on white and on `tint`, the darker of the two;
    `link` is text on white and on `tint`.
    """

    primary: Surface
    deep: Surface
    tint: Surface
    hero_action: Surface
    action: Surface
    link: Colour
    local: tuple[LocalColour, ...]

    def surfaces(self) -> tuple[Surface, ...]:
        """Return every background that carries text, with its text."""
        tinted_link = Surface(self.tint.background, self.link)
        white_link = Surface(WHITE, self.link)
        named = (self.primary, self.deep, self.tint, self.hero_action, self.action)
        subtitles = (Surface(self.primary.background, local.on_primary) for local in self.local)
        return (*named, white_link, tinted_link, *subtitles, *(local.surface for local in self.local))


def palette_of(banner: Banner) -> Palette:
    """Return the colours of a banner's sites."""
    primary, accent = Colour.from_hex(banner.primary), Colour.from_hex(banner.accent)
    tint = WHITE.mixed(primary, 0.06)
    return Palette(
        primary=Surface.of(primary),
        deep=Surface.of(primary.mixed(BLACK, 0.45)),
        tint=Surface(tint, INK),
        hero_action=_button((accent, ink_on(primary)), on=primary),
        action=_button((primary, accent, INK), on=tint),
        link=made_readable(primary, on=tint),
        local=tuple(_local(Colour.from_hex(colour), primary) for colour in banner.palette),
    )


def _local(colour: Colour, primary: Colour) -> LocalColour:
    return LocalColour(surface=Surface.of(colour), on_primary=made_readable(colour, on=primary))


def _button(wishes: tuple[Colour, ...], *, on: Colour) -> Surface:
    return next(Surface.of(wish) for wish in wishes if contrast(wish, on) >= VISIBLE)
