"""A page as a document that is written outside the console: its words and its blocks, in plain data.

`{page, revision?, title, description, menu, blocks: [{kind, id, policy?, …}]}`: what each kind of block asks is in
`shared.sites.blocks.shape`. `revision` is that of the draft that was read, `policy` is told and not taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from shared.kernel.errors import Fault, InputError
from shared.sites.blocks import Policy, write_block
from shared.sites.blocks.reading import FAULTS, one_line
from shared.sites.document_blocks import read_blocks_in
from shared.sites.drafting import LARGEST, LONGEST_WORDS, retitled
from shared.sites.pages import page_item
from shared.sites.placeholders import unknown_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from shared.sites.blocks import Block
    from shared.sites.drafts import Draft
    from shared.sites.pages import Page

KEYS = ("page", "revision", *LONGEST_WORDS, "blocks")
"""What a document may say."""

MAY_BE_EMPTY = frozenset({"menu"})


def document_of(draft: Draft) -> dict[str, Any]:
    """Return a draft, or a page of which there is none, as a document."""
    page, words = draft.page, {name: getattr(draft.page.heading, name) for name in LONGEST_WORDS}
    blocks = [write_block(block) for block in page.blocks]
    return {"page": page.name, "revision": draft.revision, **words, "blocks": blocks}


def revision_in(document: object) -> int:
    """Return the revision of the draft that a document was read from, 0 for none, or where it tells none."""
    told = document.get("revision", 0) if isinstance(document, Mapping) else 0
    return told if isinstance(told, int) and not isinstance(told, bool) and told > 0 else 0


def page_in(document: object, standing: Page, *, pages: Collection[str], place: str) -> Page:
    """Return the page that a document makes of the one that stands; what the document leaves out stays.

    Blocks that it does not list are taken away, which only free ones may be. `pages` are those that buttons may lead
    to. Raises InputError with every fault, each in its place within `place`.
    """
    if not isinstance(document, Mapping):
        raise InputError([Fault(place=place, reason="it is no page", remedy="Write it as `page show` gives it")])
    faults = [*_unknown(document, standing, place), *_heading_faults(document, place)]
    blocks, found = standing.blocks, list[Fault]()
    if "blocks" in document:
        blocks, found = read_blocks_in(document["blocks"], standing, pages=pages, place=place)
        found += [] if found else _standing_faults(blocks, standing, place)
    if faults or found:
        raise InputError([*faults, *found])
    words = {name: one_line(document.get(name, getattr(standing.heading, name))) for name in LONGEST_WORDS}
    same = all(getattr(standing.heading, name) == word for name, word in words.items())
    page = replace(standing if same else retitled(standing, **words), blocks=blocks)
    if len(orjson.dumps(page_item(page))) > LARGEST:
        raise InputError([Fault(place=place, reason="the page is too large", remedy="Shorten its texts")])
    return page


def _unknown(document: Mapping[str, Any], standing: Page, place: str) -> list[Fault]:
    """Return what a document says that it may not: other keys, or the name of another page."""
    keys = sorted(str(key) for key in document.keys() - set(KEYS))
    faults = [
        Fault(place=f"{place}, {key[:40]}", reason="a page has no such field", remedy=f"Use {', '.join(KEYS)}")
        for key in keys
    ]
    if document.get("page", standing.name) != standing.name:
        remedy = f"Name that page, or leave page = {standing.name}"
        faults.append(Fault(place=f"{place}, page", reason="it is the document of another page", remedy=remedy))
    return faults


def _heading_faults(document: Mapping[str, Any], place: str) -> list[Fault]:
    faults = []
    for name, longest in LONGEST_WORDS.items():
        told = document.get(name)
        if name not in document or (isinstance(told, str) and name in MAY_BE_EMPTY and not told):
            continue
        if not isinstance(told, str) or not 0 < len(one_line(told)) <= longest:
            remedy = f"Write 1 to {longest} signs"
            faults.append(Fault(place=f"{place}, {name}", reason="it is no text, empty or too long", remedy=remedy))
        elif unknown_in(told):
            reason, remedy = FAULTS["placeholder"]
            faults.append(Fault(place=f"{place}, {name}", reason=reason, remedy=remedy))
    return faults


def _standing_faults(blocks: tuple[Block, ...], standing: Page, place: str) -> list[Fault]:
    """Return what stands in the way of the blocks as a whole: the kit's stay, and stay in their order."""
    kept = [block.id for block in standing.blocks if block.policy is not Policy.FREE]
    listed = [block.id for block in blocks if block.id in kept]
    faults = [
        Fault(
            place=f"{place}, block {missing}",
            reason="it is missing, and it is the kit's",
            remedy="Put it back: only a nation's own blocks are taken away",
        )
        for missing in kept
        if missing not in listed
    ]
    if not faults and listed != kept:
        remedy = f"Leave them in this order: {', '.join(kept)}"
        faults.append(Fault(place=f"{place}, blocks", reason="the kit's stand in another order", remedy=remedy))
    return faults
