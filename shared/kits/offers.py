"""What the kit offers to a nation that has words of its own, and how the nation decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.sites.blocks import Block, Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Blocks = tuple[Block, ...]


class Reason(StrEnum):
    """Why the kit asks the nation."""

    CHANGED = "changed"
    """The nation has words of its own, and the kit has new ones."""
    DROPPED = "dropped"
    """The kit has the block no longer; the nation's stands as a free one."""
    MISSING = "missing"
    """The nation took the block away, and the kit has new words for it."""
    OVERRULED = "overruled"
    """HQ writes this block alone by now: the nation's words are kept here, and nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One block of a page or an e-mail about which a nation has to decide.

    `version` is the kit's, `kit` are its words, None where it has none any more. `was` is what the kit had when the
    nation last agreed with it or wrote its own. `own` are the nation's words where its page has them no longer.
    """

    block: str
    reason: Reason
    version: str
    kit: Block | None = None
    was: Block | None = None
    own: Block | None = None


def alike(one: Block | None, other: Block | None) -> bool:
    """Tell whether two blocks say the same, whoever may write them."""
    if one is None or other is None:
        return one is other
    return replace(one, policy=other.policy) == other


def by_id(blocks: Iterable[Block]) -> dict[str, Block]:
    """Return the blocks by their names within the page."""
    return {block.id: block for block in blocks}


def open_offers(standing: Iterable[Offer], fresh: Iterable[Offer], *, own: Blocks, new: Blocks) -> tuple[Offer, ...]:
    """Return the offers that stand once a page has the blocks `own`, and its kit the blocks `new`.

    A fresh offer takes the place of an older one for the same block. A kit that goes back to what it had before takes
    its offer back.
    """
    older = {offer.block: offer for offer in standing}
    newer = {offer.block: _since(offer, older.get(offer.block)) for offer in fresh}
    has, will = by_id(own), by_id(new)
    return tuple(offer for offer in (older | newer).values() if offer and _stands(offer, has, will))


def accepted(blocks: Blocks, offer: Offer, *, order: Sequence[str] = ()) -> Blocks:
    """Return the page's blocks once the nation took the kit's words; `order` are the kit's own blocks by name."""
    if offer.reason is Reason.OVERRULED:
        return blocks
    if offer.kit is None:
        return tuple(block for block in blocks if block.id != offer.block)
    kept = by_id(blocks) | {offer.block: offer.kit}
    return in_order(kept, lead=[block.id for block in blocks], follow=order or [offer.block])


def kept(blocks: Blocks, offer: Offer) -> Blocks:
    """Return the page's blocks once the nation kept its own words: back in their place, or as a block of its own."""
    if offer.own is None:
        return blocks
    standing = by_id(blocks).get(offer.block)
    if standing and standing.policy is not Policy.LOCKED:
        back = replace(offer.own, policy=standing.policy)
        return tuple(back if block.id == offer.block else block for block in blocks)
    own = replace(offer.own, id=_free_name(offer.block, by_id(blocks)), policy=Policy.FREE)
    return in_order(by_id((*blocks, own)), lead=[block.id for block in blocks], follow=[offer.block, own.id])


def in_order(blocks: Mapping[str, Block], *, lead: Sequence[str], follow: Sequence[str]) -> Blocks:
    """Return the blocks as `lead` has them, each that it lacks behind the one that stands before it in `follow`."""
    order = [name for name in lead if name in blocks]
    placed, behind = set(order), 0
    for name in follow:
        if name not in blocks:
            continue
        if name not in placed:
            order.insert(behind, name)
            placed.add(name)
        behind = order.index(name) + 1
    return tuple(blocks[name] for name in order)


def _since(offer: Offer, before: Offer | None) -> Offer | None:
    """Return a fresh offer with what the kit had when the nation last agreed; None if it has that again."""
    if before is None or before.reason is Reason.OVERRULED:
        return offer
    return None if alike(offer.kit, before.was) else replace(offer, was=before.was)


def _stands(offer: Offer, has: Mapping[str, Block], will: Mapping[str, Block]) -> bool:
    own, kit = has.get(offer.block), will.get(offer.block)
    match offer.reason:
        case Reason.CHANGED:
            return own is not None and kit is not None and not alike(own, kit)
        case Reason.DROPPED:
            return own is not None and kit is None
        case Reason.MISSING:
            return own is None and kit is not None
        case Reason.OVERRULED:
            return not alike(own, offer.own)


def _free_name(block: str, taken: Mapping[str, Block]) -> str:
    stem = f"own-{block}"[:36]
    names = (stem, *(f"{stem}-{number}" for number in range(2, 99)))
    return next(name for name in names if name not in taken)
