"""What differs between editions of the kit, and between the kit's words and a nation's, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.kits.editing import Where, document
from shared.kits.sheet import as_page
from shared.sites.differences import BlockDifference, differences, is_reordered
from shared.sites.pages import Heading, Page

if TYPE_CHECKING:
    from shared.kits.sheet import KitSheet
    from shared.sites.blocks import Block

_NO_HEADING = Heading(page="-", position=0, title="-", description="-", kit_version="-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A page or an e-mail that differs; `policies` are the blocks that came into other hands, by name."""

    where: Where
    title: str
    differences: tuple[BlockDifference, ...]
    policies: tuple[tuple[str, str, str], ...]
    is_reordered: bool


def compared(sheet: KitSheet) -> tuple[Compared, ...]:
    """Return all pages and e-mails in which the draft differs from the network's edition."""
    return tuple(_compared(sheet, where) for where in sheet.changed())


def block_difference(before: Block | None, after: Block | None) -> BlockDifference | None:
    """Return what differs between two states of a block, None where they say the same."""
    was, will = _alone(before), _alone(after)
    return next(iter(differences(was, will)), None)


def _compared(sheet: KitSheet, where: Where) -> Compared:
    before, after = sheet.before(where), as_page(document(sheet.draft.content, where))
    was = {block.id: block.policy.value for block in before.blocks}
    policies = tuple(
        (block.id, block.kind, block.policy.value)
        for block in after.blocks
        if was.get(block.id, block.policy.value) != block.policy.value
    )
    return Compared(
        where=where,
        title=after.heading.title,
        differences=differences(before, after),
        policies=policies,
        is_reordered=is_reordered(before, after),
    )


def _alone(block: Block | None) -> Page:
    return Page(heading=_NO_HEADING, blocks=(block,) if block else ())
