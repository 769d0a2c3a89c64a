"""What each kind of block asks of whoever writes one: its fields in their order, each with how it is to be written.

Read from the blocks' own classes, so that a field cannot be forgotten; only what an annotation does not tell
(that a line is Markdown, or names a page) is said here.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from shared.sites.blocks.block import Block
from shared.sites.blocks.kinds import KINDS


class Asks(StrEnum):
    """How a field is written."""

    LINE = "line"
    PROSE = "prose"
    """Plain text over several lines."""
    MARKDOWN = "markdown"
    NUMBER = "number"
    """A whole number, 0 for none."""
    CHOICE = "choice"
    """One of the field's own options."""
    LINES = "lines"
    """A list of short texts, one a line."""
    TARGET = "target"
    """A page of the site, by its name, or an https address."""
    PICTURE = "picture"
    """An asset of the nation, or `portrait`."""
    EVENT = "event"
    """An event by its id, or nothing: the next one."""
    NAME = "name"
    """The name of an entry within its block: nobody writes it, and it stays when the entry's text changes."""


LONGEST = {Asks.LINE: 200, Asks.PROSE: 3_000, Asks.MARKDOWN: 12_000, Asks.TARGET: 400, Asks.LINES: 2_000}
"""Characters that a form takes in one field. Together they fit into what one request may carry."""

_BY_NAME = {
    **dict.fromkeys(("body", "closed_body"), Asks.MARKDOWN),
    **dict.fromkeys(("lead", "message", "closed_message"), Asks.PROSE),
    **dict.fromkeys(("image", "portrait"), Asks.PICTURE),
    "target": Asks.TARGET,
    "event": Asks.EVENT,
    "id": Asks.NAME,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedField:
    """One field; `options` are those of a choice."""

    name: str
    asks: Asks
    required: bool
    options: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """Characters that it may have."""
        return LONGEST.get(self.asks, LONGEST[Asks.LINE])


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedList:
    """A list of entries that all ask the same, such as a block's `cards`."""

    name: str
    fields: tuple[AskedField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """All that a kind of block asks, besides its id and its policy."""

    fields: tuple[AskedField, ...]
    lists: tuple[AskedList, ...]


@cache
def shape_of(kind: str) -> Shape:
    """Return what a kind of block asks; raises KeyError for an unknown kind."""
    asked = [each for each in _asked(KINDS[kind]) if each.name not in _OF_EVERY_BLOCK]
    return Shape(
        fields=tuple(sorted((each for each in asked if isinstance(each, AskedField)), key=_reading_order)),
        lists=tuple(each for each in asked if isinstance(each, AskedList)),
    )


_OF_EVERY_BLOCK = frozenset(field.name for field in fields(Block))
_FIRST = ("kicker", "title", "subtitle", "lead", "body")


def _reading_order(field: AskedField) -> int:
    """Sort what a page shows on top first; the rest stays in the order of its class."""
    return _FIRST.index(field.name) if field.name in _FIRST else len(_FIRST)


def _asked(record: Any) -> list[AskedField | AskedList]:
    hints = get_type_hints(record)
    return [_one(field.name, hints[field.name], required=field.default is MISSING) for field in fields(record)]


def _one(name: str, hint: Any, *, required: bool) -> AskedField | AskedList:
    if get_origin(hint) is tuple:
        (part,) = {each for each in get_args(hint) if each is not ...}
        if is_dataclass(part):
            return AskedList(name=name, fields=tuple(each for each in _asked(part) if isinstance(each, AskedField)))
        return AskedField(name=name, asks=Asks.LINES, required=required)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return AskedField(name=name, asks=Asks.CHOICE, required=required, options=tuple(hint))
    if hint is int:
        return AskedField(name=name, asks=Asks.NUMBER, required=required)
    return AskedField(name=name, asks=_BY_NAME.get(name, Asks.LINE), required=required)
