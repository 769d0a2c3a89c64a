"""Sites rendered for tests, and their pages read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.kit import load_kit
from shared.sites.render import SiteRenderer
from tests.unit.sites.reading import ReadPage

if TYPE_CHECKING:
    from shared.sites.files import SiteFile
    from shared.sites.pages import Page
    from shared.sites.view import SiteView

RENDERER = SiteRenderer()


def rendered(site: SiteView, *pages: Page) -> dict[str, SiteFile]:
    """Return the files of a site by path; without pages, those of the kit in its language."""
    files = RENDERER.render(site, pages or load_kit(site.language).pages)
    return {file.path: file for file in files}


def shared_files(site: SiteView) -> dict[str, SiteFile]:
    """Return the files that all sites of a banner load, by path."""
    return {file.path: file for file in RENDERER.render_shared(site.banner)}


def read_pages(site: SiteView, *pages: Page) -> dict[str, ReadPage]:
    """Return the pages of a site, read."""
    files = rendered(site, *pages).values()
    return {file.path: ReadPage(file.body.decode()) for file in files if file.path.endswith(".html")}


def read_page_of(site: SiteView, path: str, *pages: Page) -> ReadPage:
    """Return one page of a site, read."""
    return read_pages(site, *pages)[path]
