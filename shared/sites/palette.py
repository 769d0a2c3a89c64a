"""The colours of a banner as the stylesheet uses them: each with the colour of the text that stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.colour import INK, READABLE, WHITE, Colour, contrast, ink_on

if TYPE_CHECKING:
    from shared.sites.banner import Banner

VISIBLE = 3.0
"""The least contrast of a button or a field with what surrounds it, WCAG 2.2 success criterion 1.4.11 (AA)."""

RISEN = 1.4
"""The least contrast of the sun with its sky: it is seen, and need not be read."""

DEEP = 12.0
"""The contrast of white with the deep colour: dark enough to look like night under any banner."""

QUIET = Colour(84, 88, 99)
"""Hints, placeholders and small print."""

OUTLINE = Colour(112, 116, 127)
"""The border of a field."""

FAULT = Colour(176, 0, 32)
"""What is wrong with a field; always said in words too."""


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
    """A nation's own colour: as a surface, as text on the primary colour, and as the sun that rises there."""

    surface: Surface
    on_primary: Colour
    sun: Surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Every colour of a site; whatever colours the banner has, text keeps a contrast of 4.5 and buttons one of 3.

    `hero_action` is the button on the primary colour, `action` the one on white and on `tint`, the darker of the two;
    `link` is text on white and on `tint`. Where a colour of the banner would not read, a plain dark stands in for it:
    a yellow darkened until it reads is mud. Fields and the ring around what has the keyboard's focus keep 3.
    """

    primary: Surface
    deep: Surface
    tint: Surface
    hero_action: Surface
    action: Surface
    link: Colour
    local: tuple[LocalColour, ...]
    quiet: Colour = QUIET
    outline: Colour = OUTLINE
    fault: Colour = FAULT

    def surfaces(self) -> tuple[Surface, ...]:
        """Return every background that carries text, with its text."""
        named = (self.primary, self.deep, self.tint, self.hero_action, self.action)
        papers = (WHITE, self.tint.background)
        words = (Surface(paper, word) for paper in papers for word in (self.link, self.quiet, self.fault))
        subtitles = (Surface(self.primary.background, local.on_primary) for local in self.local)
        suns = (local.sun for local in self.local)
        return (*named, *words, *subtitles, *suns, *(local.surface for local in self.local))

    def borders(self) -> tuple[Surface, ...]:
        """Return what must be seen without being read: buttons, fields and focus rings, with what surrounds them."""
        papers = (WHITE, self.tint.background)
        marks = (self.action.background, self.outline, self.fault, INK)
        rings = (self.primary, self.deep, *(local.surface for local in self.local))
        hero = Surface(self.primary.background, self.hero_action.background)
        return (hero, *rings, *(Surface(paper, mark) for paper in papers for mark in marks))


def palette_of(banner: Banner) -> Palette:
    """Return the colours of a banner's sites."""
    primary, accent = Colour.from_hex(banner.primary), Colour.from_hex(banner.accent)
    tint = WHITE.mixed(primary, 0.06)
    return Palette(
        primary=Surface.of(primary),
        deep=Surface.of(_night(primary)),
        tint=Surface(tint, INK),
        hero_action=Surface.of(_first((accent, ink_on(primary)), on=primary, least=VISIBLE)),
        action=Surface.of(_first((primary, accent, INK), on=tint, least=VISIBLE)),
        link=_first((primary, accent, INK), on=tint, least=READABLE),
        local=tuple(_local(Colour.from_hex(colour), primary) for colour in banner.palette),
    )


def _local(colour: Colour, primary: Colour) -> LocalColour:
    text = ink_on(primary)
    return LocalColour(
        surface=Surface.of(colour),
        on_primary=_first((colour, text), on=primary, least=READABLE),
        sun=Surface.of(_first((colour, text), on=primary, least=RISEN)),
    )


def _night(primary: Colour) -> Colour:
    shades = (primary.mixed(INK, step / 20) for step in range(9, 21))
    return next(shade for shade in shades if contrast(shade, WHITE) >= DEEP)


def _first(wishes: tuple[Colour, ...], *, on: Colour, least: float) -> Colour:
    return next(wish for wish in wishes if contrast(wish, on) >= least)
