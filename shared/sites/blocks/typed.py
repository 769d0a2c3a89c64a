"""A block as somebody writes it: the texts of its fields as they were typed, right or wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.sites.blocks.kinds import write_block
from shared.sites.blocks.shape import AskedField, Asks, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.sites.blocks.block import Block

    Texts = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The texts of a block's fields, and of each entry of its lists, by name."""

    kind: str
    texts: Texts = field(default_factory=dict)
    entries: dict[str, tuple[Texts, ...]] = field(default_factory=dict)


def typed_of(block: Block) -> Typed:
    """Return a block as it stands, as if it had been typed."""
    return typed_from(block.kind, write_block(block))


def typed_from(kind: str, written: Mapping[str, Any]) -> Typed:
    """Return the plain data of a block, whose values are those of their fields, as if it had been typed."""
    shape = shape_of(kind)
    return Typed(
        kind=kind,
        texts=_spelt(shape.fields, written),
        entries={
            each.name: tuple(_spelt(each.fields, one) for one in written.get(each.name, ())) for each in shape.lists
        },
    )


def _spelt(asked: tuple[AskedField, ...], written: Mapping[str, Any]) -> Texts:
    return {each.name: _spelling(each, written[each.name]) for each in asked if each.name in written}


def _spelling(asked: AskedField, value: Any) -> str:
    return "\n".join(value) if asked.asks is Asks.LINES else str(value)
