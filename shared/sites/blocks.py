"""The content blocks that pages are made of: one frozen class a kind, no HTML and no template code in any.

Fields of text are plain; a field named `body` is Markdown. Both may hold the
placeholders of `shared.sites.placeholders`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from shared.sites.errors import ContentError
from shared.sites.records import read_record, write_record


class Policy(StrEnum):
    """Who may write a block: HQ alone, the nation in place of the kit's text, or the nation from the start."""

    LOCKED = "locked"
    DEFAULT = "default"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a page; `id` is its name within the page and stays when its text changes."""

    kind: ClassVar[str]

    id: str
    policy: Policy

    @property
    def template(self) -> str:
        """The template that shows blocks of this kind."""
        return f"blocks/{self.kind}.html.j2"

    @property
    def mail_template(self) -> str:
        """The template that shows blocks of this kind in an e-mail."""
        return f"mail/blocks/{self.kind}.mjml.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list within a block."""

    title: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A path to another page; `target` is the page's name."""

    target: str
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its unit, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting of the campaign; `starts` is local time, such as `2027-06-05T18:30`."""

    starts: str
    title: str
    venue: str
    body: str = ""


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
class Action(Block):
    """A call to act that leads to a page of the site or to an https address."""

    kind = "action"

    title: str
    label: str
    target: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Block):
    """A call to act that opens an e-mail to the campaign, already written, in the visitor's own mail program."""

    kind = "letter"

    title: str
    label: str
    subject: str
    message: str
    body: str = ""


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
class Ways(Block):
    """Paths to other pages."""

    kind = "ways"

    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events(Block):
    """The campaign's meetings; `empty` stands in their place while there are none."""

    kind = "events"

    title: str
    empty: str
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Block):
    """How to reach the campaign, from the nation's record."""

    kind = "contact"

    title: str
    label: str
    subject: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Donation(Block):
    """The way to the financial agent, with the terms of the law; `closed_…` is shown while no agent is recorded."""

    kind = "donation"

    title: str
    body: str
    label: str
    closed_title: str
    closed_body: str
    closed_label: str
    closed_subject: str
    closed_message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Legal(Block):
    """The legal notice, from the nation's record; facts that are missing are shown as missing."""

    kind = "legal"

    label: str
    subject: str


KINDS: dict[str, type[Block]] = {
    kind.kind: kind
    for kind in (Hero, Text, Action, Letter, Cards, Steps, Quote, Figures, Ways, Events, Contact, Donation, Legal)
}


def read_block(data: object, *, place: str) -> Block:
    """Return the block that `data` spells; raises ContentError naming `place` for an unknown kind or unfit fields."""
    if not isinstance(data, Mapping) or "kind" not in data:
        raise ContentError(f"{place}: a block needs a kind")
    kind = KINDS.get(str(data["kind"]))
    if kind is None:
        raise ContentError(f"{place}: unknown kind {str(data['kind'])[:40]!r}")
    rest = {name: value for name, value in data.items() if name != "kind"}
    return read_record(kind, rest, place=f"{place} ({kind.kind})")


def read_blocks(data: object, *, place: str) -> tuple[Block, ...]:
    """Return the blocks of a page or an e-mail; raises ContentError naming `place` and the number of the block."""
    if not isinstance(data, Sequence) or isinstance(data, str) or not data:
        raise ContentError(f"{place}: has no blocks")
    return tuple(read_block(block, place=f"{place}, block {number}") for number, block in enumerate(data, start=1))


def write_block(block: Block) -> dict[str, Any]:
    """Return the plain data that `read_block` reads back."""
    return {"kind": block.kind, **write_record(block)}
