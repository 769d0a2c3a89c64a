"""A page as the network stores it: its blocks, and the version of the kit they came from.

An item, kept under its nation, is `{sk: PAGE#<page>, page, position, title, description, kit_version,
blocks: [{kind, id, policy, …}], menu?, edited_at?}`. A page whose `kit_version` is not the kit's own has
drifted from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson

from shared.sites.blocks import read_blocks, write_block
from shared.sites.records import read_record, write_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.sites.blocks import Block

REMEMBERED_PAGES = 512
"""Pages kept read: most nations' are the kit's, word for word, and reading them is a quarter of a site's making."""

HOME = "home"
NOT_FOUND = "404"

_FILES = {HOME: "index.html", NOT_FOUND: "404.html"}
"""The pages whose files are not folders of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a page is called, and what search engines say of it.

    A page with an empty `menu` is in the footer only; one at `position` 0 is in neither.
    """

    page: str
    position: int
    title: str
    description: str
    kit_version: str
    menu: str = ""
    edited_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a nation, or of the kit."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """The page's name, as in its address: `join`."""
        return self.heading.page

    @property
    def is_generated(self) -> bool:
        """Whether the page is made from the nation's record, as each event's is: nobody writes it, no menu lists it."""
        return "/" in self.name

    @property
    def kind(self) -> str:
        """What the stylesheet knows the page by: its name, or `event` for each event's page."""
        return "event" if self.is_generated else self.name

    @property
    def path(self) -> str:
        """The page's file within the site, such as `join/index.html`."""
        return _FILES.get(self.name) or f"{self.name}/index.html"


def read_page(data: Mapping[str, Any]) -> Page:
    """Return the page that `data` spells; raises ContentError naming the page and the block at fault."""
    place = f"page {str(data.get('page', '?'))[:40]}"
    heading = {name: value for name, value in data.items() if name != "blocks"}
    return Page(
        heading=read_record(Heading, heading, place=place),
        blocks=read_blocks(data.get("blocks"), place=place),
    )


def in_order(pages: Iterable[Page]) -> list[Page]:
    """Return the pages as the menu lists them, those outside it last."""
    return sorted(pages, key=lambda page: (not page.heading.position, page.heading.position, page.name))


def page_item(page: Page) -> dict[str, Any]:
    """Return the item under which any nation keeps a page."""
    return {
        "sk": f"PAGE#{page.name}",
        **write_record(page.heading),
        "blocks": [write_block(block) for block in page.blocks],
    }


def read_page_item(item: Mapping[str, Any]) -> Page:
    """Return the page that an item keeps; raises ContentError naming the page and the block at fault."""
    spelling = {name: value for name, value in item.items() if name not in ("pk", "sk")}
    # A whole number comes from DynamoDB as a Decimal.
    return _page_spelled(orjson.dumps(spelling, default=int))


@lru_cache(maxsize=REMEMBERED_PAGES)
def _page_spelled(spelling: bytes) -> Page:
    return read_page(orjson.loads(spelling))
