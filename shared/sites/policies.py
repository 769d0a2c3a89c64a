"""A nation's own blocks in place of the kit's, as far as HQ lets it: see `Policy`.

*Locked* blocks are the kit's, always. A *default* block is the kit's until the nation writes
one of the same kind. A *free* block may become of any kind, and so may blocks that the nation adds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.sites.blocks import Policy
from shared.sites.errors import BlockLocked, ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.sites.blocks import Block
    from shared.sites.pages import Page


def apply_own_blocks(kit: Page, own: Iterable[Block]) -> Page:
    """Return the kit's page with a nation's own blocks in it: each in its place, those that are new at the end.

    Whatever policy an own block claims, it gets the kit's, and new ones are free. Raises BlockLocked
    for a block that the kit locks, ContentError for one of another kind or a name that stands twice.
    """
    written = _by_id(kit, own)
    kept = {block.id: block for block in kit.blocks}
    blocks = [_merged(kit, block, written.get(block.id, block)) for block in kit.blocks]
    added = [replace(block, policy=Policy.FREE) for name, block in written.items() if name not in kept]
    return replace(kit, blocks=(*blocks, *added))


def own_blocks(page: Page, kit: Page) -> tuple[Block, ...]:
    """Return what a nation wrote itself: the blocks of its page that are not the kit's."""
    kept = {block.id: block for block in kit.blocks}
    return tuple(block for block in page.blocks if kept.get(block.id) != block)


def _merged(kit: Page, block: Block, own: Block) -> Block:
    if own == block:
        return block
    if block.policy is Policy.LOCKED:
        raise BlockLocked(kit.name, block.id)
    if block.policy is Policy.DEFAULT and own.kind != block.kind:
        raise ContentError(f"page {kit.name}, block {block.id}: expected the kind {block.kind}, as in the kit")
    return replace(own, policy=block.policy)


def _by_id(kit: Page, own: Iterable[Block]) -> dict[str, Block]:
    written: dict[str, Block] = {}
    for block in own:
        if block.id in written:
            raise ContentError(f"page {kit.name}, block {block.id}: stands there twice")
        written[block.id] = block
    return written
