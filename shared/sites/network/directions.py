"""What the network's site tells search engines: its pages (https://www.sitemaps.org), and whose links not to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.files import PAGE_CACHE, SiteFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.sites.network.page import NetworkPage

SITEMAP = "sitemap.xml"


def directions(address: str, pages: Iterable[NetworkPage]) -> tuple[SiteFile, ...]:
    """Return the site's map, and its word to robots (RFC 9309): everything but what the finder answers."""
    entries = "".join(f"<url><loc>{address}{page.public_path}</loc></url>\n" for page in pages)
    sitemap = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    robots = f"User-agent: *\nDisallow: /api/\nSitemap: {address}{SITEMAP}\n"
    return (
        _file(SITEMAP, sitemap, content_type="application/xml"),
        _file("robots.txt", robots, content_type="text/plain; charset=utf-8"),
    )


def _file(path: str, body: str, *, content_type: str) -> SiteFile:
    return SiteFile(path=path, body=body.encode(), content_type=content_type, cache_control=PAGE_CACHE)
