"""Links between the pages of a nation: relative, so that they hold under a host name and under a folder alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.errors import ContentError
from shared.sites.files import PICTURE
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
        self.root = "../" * page.path.count("/") or "./"

    @property
    def public_path(self) -> str:
        """The page's address after the host: `join/`."""
        return public_path(self._page)

    def has(self, name: str) -> bool:
        """Tell whether the site has a page."""
        return name in self._pages

    def page(self, name: str) -> str:
        """Return the link to a page of the site."""
        return self.root if name == HOME else f"{self.root}{name}/"

    def asset(self, block: Block, path: str) -> str:
        """Return the link to a picture of the nation; raises ContentError for what is none."""
        if not PICTURE.fullmatch(path):
            raise ContentError(f"{self._place(block)}: the picture is no asset, such as assets/hall.0123456789ab.webp")
        return f"{self.root}{path}"

    def target(self, block: Block, target: str) -> str:
        """Return the link to what a block names, a page or an https address; raises ContentError for anything else."""
        if target in self._pages:
            return self.page(target)
        if target.startswith("https://"):
            return target
        raise ContentError(f"{self._place(block)}: target is neither a page of the site nor an https address")

    def _place(self, block: Block) -> str:
        return f"page {self._page.name}, block {block.id} ({block.kind})"


def public_path(page: Page) -> str:
    """Return a page's address after the host: `join/`."""
    return page.path.removesuffix("index.html")
