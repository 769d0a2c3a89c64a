"""What differs between two states of a page, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.sites.blocks import write_block
from shared.sites.blocks.shape import shape_of
from shared.sites.drafting import changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.sites.blocks import Block
    from shared.sites.pages import Page

    Texts = Mapping[tuple[str, str, int], str]
    """Texts by list, field and number of the entry: `("", "title", 0)`, `("cards", "body", 2)`."""

HEADING = "heading"
"""The kind under which the page's own title, description and menu stand."""

_WORDS = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    """What became of a piece of text, or of a block."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words in a row with the same fate."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """A field that differs; `entry` is the number of its entry in the list `of`, from 1; 0 outside lists."""

    name: str
    pieces: tuple[Piece, ...]
    of: str = ""
    entry: int = 0

    @property
    def place(self) -> str:
        """Where it stands in its block: `title`, `cards 2, body`."""
        return f"{self.of} {self.entry}, {self.name}" if self.of else self.name

    @property
    def before(self) -> str:
        """What it said."""
        return "".join(piece.text for piece in self.pieces if piece.change is not Change.NEW)

    @property
    def after(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.pieces if piece.change is not Change.GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDifference:
    """A block that differs."""

    id: str
    kind: str
    change: Change
    fields: tuple[FieldDifference, ...]


def differences(before: Page, after: Page) -> tuple[BlockDifference, ...]:
    """Return what differs, in the order of the page after; nothing for pages that say the same."""
    heading = BlockDifference(
        id="", kind=HEADING, change=Change.CHANGED, fields=_fields(_heading(before), _heading(after))
    )
    pairs = [_block(old, new) for old, new in changes(before.blocks, after.blocks)]
    return tuple(each for each in (heading, *pairs) if each.fields)


def is_reordered(before: Page, after: Page) -> bool:
    """Tell whether blocks that both pages have stand in another order."""
    old, new = [block.id for block in before.blocks], [block.id for block in after.blocks]
    return [each for each in old if each in new] != [each for each in new if each in old]


def worded(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of both texts in a row, each with its fate."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for verb, i, j, k, n in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(Piece(change=Change.SAME, text="".join(old[i:j])))
            continue
        gone, fresh = "".join(old[i:j]), "".join(new[k:n])
        pieces += [Piece(change=Change.GONE, text=gone)] if gone else []
        pieces += [Piece(change=Change.NEW, text=fresh)] if fresh else []
    return tuple(pieces)


def _block(old: Block | None, new: Block | None) -> BlockDifference:
    block = new or old
    assert block is not None  # noqa: S101 - one of both is there: `changes` pairs what exists
    change = Change.CHANGED if old and new else Change.NEW if new else Change.GONE
    fields = _fields(_texts(old), _texts(new))
    return BlockDifference(id=block.id, kind=block.kind, change=change, fields=fields)


def _fields(old: Texts, new: Texts) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(name=name, of=of, entry=entry, pieces=worded(old.get(place, ""), new.get(place, "")))
        for place in dict.fromkeys((*new, *old))
        for of, name, entry in [place]
        if old.get(place, "") != new.get(place, "")
    )


def _heading(page: Page) -> Texts:
    heading = page.heading
    return {("", "title", 0): heading.title, ("", "description", 0): heading.description, ("", "menu", 0): heading.menu}


def _texts(block: Block | None) -> Texts:
    return dict(_spelt(block)) if block else {}


def _spelt(block: Block) -> Iterator[tuple[tuple[str, str, int], str]]:
    shape, written = shape_of(block.kind), write_block(block)
    for name in (*(field.name for field in shape.fields), *(entries.name for entries in shape.lists)):
        value = written.get(name, "")
        if not isinstance(value, list):
            yield ("", name, 0), str(value)
            continue
        for number, entry in enumerate(value, start=1):
            for field, text in entry.items():
                if field != "id":
                    yield (name, field, number), "\n".join(text) if isinstance(text, list) else str(text)
