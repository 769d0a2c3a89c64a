"""Every kind of block by its name, and how blocks are read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shared.sites.blocks import acting, recorded, telling
from shared.sites.errors import ContentError
from shared.sites.records import read_record, write_record

if TYPE_CHECKING:
    from shared.sites.blocks.block import Block

KINDS: dict[str, type[Block]] = {
    kind.kind: kind
    for kind in (
        telling.Hero,
        telling.Text,
        telling.Cards,
        telling.Steps,
        telling.Quote,
        telling.Figures,
        telling.Team,
        telling.Image,
        acting.Action,
        acting.Letter,
        acting.FormBlock,
        acting.Survey,
        acting.Ways,
        acting.Donation,
        recorded.Events,
        recorded.OneEvent,
        recorded.Counter,
        recorded.Map,
        recorded.Contact,
        recorded.Legal,
        recorded.Privacy,
    )
}


NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""What the id of a block or a question looks like: it stands in addresses, in forms and in the names of counters."""


def read_block(data: object, *, place: str) -> Block:
    """Return the block that `data` spells; raises ContentError naming `place` for an unknown kind or unfit fields."""
    if not isinstance(data, Mapping) or "kind" not in data:
        raise ContentError(f"{place}: a block needs a kind")
    kind = KINDS.get(str(data["kind"]))
    if kind is None:
        raise ContentError(f"{place}: unknown kind {str(data['kind'])[:40]!r}")
    rest = {name: value for name, value in data.items() if name != "kind"}
    block = read_record(kind, rest, place=f"{place} ({kind.kind})")
    for name in _names(block):
        if not NAME.fullmatch(name):
            raise ContentError(f"{place} ({kind.kind}): an id has 1 to 40 of a-z, 0-9 and -, and no - first")
    return block


def read_blocks(data: object, *, place: str) -> tuple[Block, ...]:
    """Return the blocks of a page or an e-mail; raises ContentError naming `place` and the number of the block."""
    if not isinstance(data, Sequence) or isinstance(data, str) or not data:
        raise ContentError(f"{place}: has no blocks")
    return tuple(read_block(block, place=f"{place}, block {number}") for number, block in enumerate(data, start=1))


def _names(block: Block) -> tuple[str, ...]:
    questions = block.questions if isinstance(block, acting.Survey) else ()
    return (block.id, *(question.id for question in questions))


def write_block(block: Block) -> dict[str, Any]:
    """Return the plain data that `read_block` reads back."""
    return {"kind": block.kind, **write_record(block)}
