"""What a nation may do to a page of its own: each deed takes a page and returns the page after it.

Whatever HQ locked stays word for word where it is; see `Policy`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound
from shared.sites.blocks import Policy
from shared.sites.errors import BlockLocked, ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.sites.blocks import Block
    from shared.sites.pages import Page

MOST_BLOCKS = 40
"""Blocks of one page: more than anybody scrolls through, and far below the size of an item."""

LARGEST = 200_000
"""Characters of one page as it is stored: half of what DynamoDB takes in an item."""

ADDABLE = (
    *("text", "cards", "steps", "quote", "figures", "team", "image"),
    *("action", "letter", "form", "survey", "ways", "counter", "event", "events", "map"),
)
"""Kinds of blocks that a nation may add; the others are the law's, or stand on a page once."""

LONGEST_WORDS = {"title": 120, "description": 300, "menu": 40}
"""Characters of a page's heading: what a browser's tab, a search engine and a menu show."""


class BlockUnknown(NotFound):
    """The page has no such block."""

    def __init__(self, page: str, block_id: str) -> None:
        super().__init__(f"page {page[:40]} has no block {block_id[:40]}")


def block_of(page: Page, block_id: str) -> Block:
    """Return a block; raises BlockUnknown."""
    found = next((block for block in page.blocks if block.id == block_id), None)
    if found is None:
        raise BlockUnknown(page.name, block_id)
    return found


def written(page: Page, block: Block) -> Page:
    """Return the page with a block in place of the one of its id, under that one's policy.

    Raises BlockUnknown, BlockLocked, and ContentError for another kind than the kit's where that is not free.
    """
    before = _unlocked(page, block.id)
    if before.policy is Policy.DEFAULT and before.kind != block.kind:
        raise ContentError(f"page {page.name}, block {block.id}: expected the kind {before.kind}, as in the kit")
    own = replace(block, policy=before.policy)
    return replace(page, blocks=tuple(own if each.id == own.id else each for each in page.blocks))


def added(page: Page, block: Block, *, after: str = "") -> Page:
    """Return the page with one more free block behind another one, or at its end; raises ContentError if it is full."""
    if len(page.blocks) >= MOST_BLOCKS:
        raise ContentError(f"page {page.name}: has {MOST_BLOCKS} blocks, which is all that a page takes")
    if any(each.id == block.id for each in page.blocks):
        raise ContentError(f"page {page.name}, block {block.id}: stands there already")
    at = _places(page).get(after, len(page.blocks) - 1) + 1
    own = replace(block, policy=Policy.FREE)
    return replace(page, blocks=(*page.blocks[:at], own, *page.blocks[at:]))


def removed(page: Page, block_id: str) -> Page:
    """Return the page without a free block; raises BlockUnknown, BlockLocked, and ContentError for the last one."""
    _free(page, block_id)
    if len(page.blocks) == 1:
        raise ContentError(f"page {page.name}: a page has one block at least")
    return replace(page, blocks=tuple(each for each in page.blocks if each.id != block_id))


def moved(page: Page, block_id: str, *, by: int) -> Page:
    """Return the page with a free block one place up (-1) or down (1); at the end it stays. As `removed` raises."""
    _free(page, block_id)
    at = _places(page)[block_id]
    to = at + by
    if not 0 <= to < len(page.blocks):
        return page
    blocks = list(page.blocks)
    blocks[at], blocks[to] = blocks[to], blocks[at]
    return replace(page, blocks=tuple(blocks))


def restored(page: Page, kit: Page, block_id: str) -> Page:
    """Return the page with a block as the kit has it; raises BlockUnknown for one of the nation's own."""
    block_of(page, block_id)
    original = block_of(kit, block_id)
    return replace(page, blocks=tuple(original if each.id == block_id else each for each in page.blocks))


def retitled(page: Page, *, title: str, description: str, menu: str) -> Page:
    """Return the page under another title; one that is in the menu keeps a name there."""
    menu = menu or (title if page.heading.menu else "")
    return replace(page, heading=replace(page.heading, title=title, description=description, menu=menu))


def brought_back(page: Page, older: Page, *, base: Page | None = None) -> Page:
    """Return the page with the words of an older one, as far as HQ still lets the nation write them.

    With the `base` from which the older one was written, only what was written since counts: the rest is as the page
    has it by now.
    """
    now, was = {block.id: block for block in page.blocks}, {block.id: block for block in base.blocks} if base else {}
    kept = {block.id: _as_of(block, now.get(block.id), was.get(block.id)) for block in older.blocks}
    behind = [block for block in page.blocks if block.id not in kept and _stays(block, was)]
    back = retitled(page, **_words(page, older, base))
    return replace(back, blocks=(*(block for block in kept.values() if block), *behind))


def changes(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """Return the blocks side by side, in the order of `after`, those that are gone behind it."""
    old, new = {block.id: block for block in before}, {block.id for block in after}
    gone = [(block, None) for block in before if block.id not in new]
    return [*((old.get(block.id), block) for block in after), *gone]


def _as_of(older: Block, now: Block | None, was: Block | None) -> Block | None:
    if older == was:
        return now
    if now is None:
        return replace(older, policy=Policy.FREE) if older.policy is not Policy.LOCKED else None
    if now.policy is Policy.LOCKED or (now.policy is Policy.DEFAULT and now.kind != older.kind):
        return now
    return replace(older, policy=now.policy)


def _stays(block: Block, was: Mapping[str, Block]) -> bool:
    """Tell whether a block that the older page lacks is on the page all the same: nobody took it away."""
    return block.policy is not Policy.FREE or (bool(was) and block.id not in was)


def _words(page: Page, older: Page, base: Page | None) -> dict[str, str]:
    names = ("title", "description", "menu")
    was = {name: getattr(base.heading, name) if base else None for name in names}
    written = {name: getattr(older.heading, name) for name in names}
    return {name: getattr(page.heading, name) if written[name] == was[name] else written[name] for name in names}


def _places(page: Page) -> dict[str, int]:
    return {block.id: at for at, block in enumerate(page.blocks)}


def _unlocked(page: Page, block_id: str) -> Block:
    block = block_of(page, block_id)
    if block.policy is Policy.LOCKED:
        raise BlockLocked(page.name, block_id)
    return block


def _free(page: Page, block_id: str) -> None:
    if block_of(page, block_id).policy is not Policy.FREE:
        raise BlockLocked(page.name, block_id)
