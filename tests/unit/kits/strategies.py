"""Kits, and what nations make of them: any words, in any order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from shared.sites.blocks import Policy, Quote, Text
from tests.unit.sites.builders import a_page

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from shared.sites.blocks import Block
    from shared.sites.pages import Page

WORDS = st.sampled_from(["un", "deux", "trois", "quatre"])
NAMES = ("hero", "story", "news", "legal", "ways")


def blocks_called(name: str, policies: SearchStrategy[Policy]) -> SearchStrategy[Block]:
    """Return blocks of a name: a text or somebody's words."""
    texts = st.builds(Text, id=st.just(name), policy=policies, body=WORDS)
    quotes = st.builds(Quote, id=st.just(name), policy=policies, text=WORDS, author=WORDS)
    return st.one_of(texts, quotes)


@st.composite
def kit_pages(draw: DrawFn, version: str = "1") -> Page:
    """Return a page of a kit."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    blocks = [draw(blocks_called(name, st.sampled_from(Policy))) for name in names]
    return titled(a_page(*blocks), draw(WORDS), version)


@st.composite
def own_pages(draw: DrawFn, kit: Page) -> Page:
    """Return what a nation may have made of the kit's page: all but locked blocks is its own."""
    written = [draw(_own(block)) for block in kit.blocks]
    added = [draw(blocks_called(name, st.just(Policy.FREE))) for name in draw(st.sampled_from([(), ("more",)]))]
    kept = [block for block in (*written, *added) if block.policy is not Policy.FREE or draw(st.booleans())]
    order = draw(st.permutations(kept)) if draw(st.booleans()) else kept
    title = draw(st.one_of(st.just(kit.heading.title), WORDS))
    page = titled(replace(kit, blocks=tuple(order)), title, kit.heading.kit_version)
    return page if page == kit else replace(page, heading=replace(page.heading, edited_at="2027-05-11"))


def titled(page: Page, title: str, version: str) -> Page:
    """Return the page under a title, as a version of the kit has it."""
    return replace(page, heading=replace(page.heading, title=title, kit_version=version))


def _own(block: Block) -> SearchStrategy[Block]:
    if block.policy is Policy.LOCKED:
        return st.just(block)
    return st.one_of(st.just(block), blocks_called(block.id, st.just(block.policy)))
