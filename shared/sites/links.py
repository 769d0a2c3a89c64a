"""Links between the pages of a nation: relative, so that they hold under a host name and under a folder alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.errors import ContentError
from shared.sites.pages import HOME

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from shared.sites.blocks import Block
    from shared.sites.pages import Page


class Links:
    """The links of one page to the pages and files of its site."""

    __slots__ = ("_page", "_pages", "root")

    def __init__(self, page: Page, pages: AbstractSet[str]) -> None:
        """Take the page that links and the names of those it may link to."""
        self._page = page
        self._pages = pages
        self.root = "../" if page.path.endswith("/index.html") else "./"

    @property
    def public_path(self) -> str:
        """The page's address after the host: `join/`."""
        return self._page.path.removesuffix("index.html")

    def page(self, name: str) -> str:
        """Return the link to a page of the site."""
        return self.root if name == HOME else f"{self.root}{name}/"

    def target(self, block: Block, target: str) -> str:
        """Return the link to what a block names, a page or an https address; raises ContentError for anything else."""
        if target in self._pages:
            return self.page(target)
        if target.startswith("https://"):
            return target
        place = f"page {self._page.name}, block {block.id} ({block.kind})"
        raise ContentError(f"{place}: target is neither a page of the site nor an https address")
