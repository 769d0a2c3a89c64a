"""What a site tells search engines: its pages (https://www.sitemaps.org) and that they are welcome (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from shared.sites.files import PAGE_CACHE, SiteFile
from shared.sites.links import public_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.sites.pages import Page
    from shared.sites.view import SiteView

SITEMAP = "sitemap.xml"


def directions(site: SiteView, pages: Iterable[Page]) -> tuple[SiteFile, ...]:
    """Return the site's map and its word to robots; pages without a position are left out."""
    addresses = "\n".join(f"{site.address}{public_path(page)}" for page in pages if page.heading.position)
    entries = "".join(f"<url><loc>{address}</loc></url>\n" for address in str(escape(addresses)).split("\n"))
    sitemap = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    robots = f"User-agent: *\nDisallow: /api/\nSitemap: {site.address}{SITEMAP}\n"
    return (
        _file(SITEMAP, sitemap, content_type="application/xml"),
        _file("robots.txt", robots, content_type="text/plain; charset=utf-8"),
    )


def _file(path: str, body: str, *, content_type: str) -> SiteFile:
    return SiteFile(path=path, body=body.encode(), content_type=content_type, cache_control=PAGE_CACHE)
