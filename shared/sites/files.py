"""The files that a site is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

ASSETS = "assets/"

NETWORK = "network"
"""The folder of the network's own files in the site bucket, at every host; no nation may take it as its slug."""

ASSET_CACHE = "public, max-age=31536000, immutable"
"""A year, the longest that browsers honour: the name changes with the content."""

PAGE_CACHE = "public, max-age=60"
"""A minute: as long as a suspended nation may still be seen."""


PICTURE = re.compile(r"assets/[a-z0-9-]{1,60}\.[0-9a-f]{12}\.(webp|png|jpg|svg)")
"""A picture of a nation's own, under a name that changes with its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """One file, with what the bucket must be told of it; `path` is relative to the nation's own prefix."""

    path: str
    body: bytes
    content_type: str
    cache_control: str

    @property
    def is_asset(self) -> bool:
        """Whether the file's name carries the hash of its content, so that it never changes."""
        return is_asset(self.path)


def is_asset(path: str) -> bool:
    """Tell whether a file carries the hash of its content in its name, so that it never changes."""
    return path.startswith(ASSETS)


def is_page(path: str) -> bool:
    """Tell whether a file is part of one publication and not of the next: all but assets and the live counters."""
    return not is_asset(path) and not path.endswith(".json")


def page_file(path: str, html: str) -> SiteFile:
    """Return a page as a file."""
    return SiteFile(path=path, body=html.encode(), content_type="text/html; charset=utf-8", cache_control=PAGE_CACHE)


def asset_file(name: str, body: bytes, *, content_type: str) -> SiteFile:
    """Return `site.css` as `assets/site.<hash>.css`."""
    stem, _, extension = name.rpartition(".")
    digest = sha256(body).hexdigest()[:12]
    path = f"{ASSETS}{stem}.{digest}.{extension}"
    return SiteFile(path=path, body=body, content_type=content_type, cache_control=ASSET_CACHE)
