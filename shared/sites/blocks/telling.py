"""Blocks that tell something."""

from __future__ import annotations

from dataclasses import dataclass

from shared.sites.blocks.block import Block
from shared.sites.blocks.parts import Figure, Item, Member  # noqa: TC001 - records are read by these annotations


@dataclass(frozen=True, slots=True, kw_only=True)
class Hero(Block):
    """The top of a page; `target`, if any, is the page that its `label` leads to."""

    kind = "hero"

    title: str
    kicker: str = ""
    subtitle: str = ""
    lead: str = ""
    label: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Block):
    """Running text."""

    kind = "text"

    body: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards(Block):
    """A few points side by side."""

    kind = "cards"

    title: str
    cards: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Block):
    """What happens, in order."""

    kind = "steps"

    title: str
    steps: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    """Somebody's words."""

    kind = "quote"

    text: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(Block):
    """Numbers that speak for themselves."""

    kind = "figures"

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Block):
    """Who makes the campaign."""

    kind = "team"

    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Block):
    """A picture: an asset of the nation, or `portrait`, which is nothing while the nation has none.

    `width` and `height` are the picture's own, in pixels; a portrait needs none.
    """

    kind = "image"

    image: str
    alt: str
    caption: str = ""
    width: int = 0
    height: int = 0
