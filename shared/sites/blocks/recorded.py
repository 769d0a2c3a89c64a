"""Blocks that show what the nation's record says."""

from __future__ import annotations

from dataclasses import dataclass

from shared.sites.blocks.block import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Events(Block):
    """The campaign's meetings to come; `empty` stands in their place while there are none."""

    kind = "events"

    title: str
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneEvent(Block):
    """One meeting: the one that `event` names, or the next; nothing while there is none."""

    kind = "event"

    label: str
    title: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter(Block):
    """A live figure, such as `supporters` or `signatures#petition`; the nation's own goal goes before this one."""

    kind = "counter"

    counter: str
    label: str
    title: str = ""
    body: str = ""
    goal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Map(Block):
    """The nation's ground, drawn."""

    kind = "map"

    title: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Block):
    """How to reach the campaign; a `label` makes a link that opens a letter about `subject`."""

    kind = "contact"

    title: str
    body: str = ""
    label: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legal(Block):
    """The legal notice: who publishes, who hosts, who pays; a `label` makes a link that opens a letter."""

    kind = "legal"

    label: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy(Block):
    """What becomes of personal data: controllers, purposes, retention, rights."""

    kind = "privacy"

    label: str
    subject: str
