"""Where a nation's files go so that the public can read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.sites.files import SiteFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSite:
    """What a publication did: files written, and files that were there already as they should be."""

    written: int
    unchanged: int


class SiteBucket(Protocol):
    """Keeps the sites of all nations, each under its own prefix.

    Every verb raises TransientError when the bucket does not answer and PermanentError
    when it refuses; each may be repeated.
    """

    def publish(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        """Write the files that differ from what is there, assets before pages; older assets stay."""

    def read_back(self, slug: str, files: Sequence[SiteFile]) -> None:
        """Return if every file is there as given; raises TransientError otherwise, since publishing again mends it."""

    def retire(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        """Publish `files` and take down every other page."""

    def remove(self, slug: str) -> int:
        """Take down all that a nation has; return how many files there were."""
