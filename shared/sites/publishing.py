"""Where a nation's files go so that the public can read them.

A reader never meets a page whose assets are missing, nor a link to a page that is not there yet: assets come first,
then the pages that are new, then those that change and may link to them; what is to go, goes last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from shared.sites.files import is_asset

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from shared.sites.files import SiteFile


class StoredFile(NamedTuple):
    """One version of one file as the bucket keeps it: its id there, the MD5 of its body in hex, its bytes."""

    version_id: str
    etag: str
    size: int


Stored = dict[str, StoredFile]
"""The files of a site by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSite:
    """What a publication did: how many files were written, how many were there already, and all of them as kept.

    The version id of a file that was there already is known only if the publication before is told.
    """

    written: int
    unchanged: int
    files: Stored = field(default_factory=dict)


def in_order(paths: Iterable[str], there: Container[str]) -> tuple[list[str], list[str], list[str]]:
    """Return assets, pages that are not `there` yet, pages that change: each group may need those before it."""
    every = list(paths)
    assets = [path for path in every if is_asset(path)]
    pages = [path for path in every if not is_asset(path)]
    return assets, [path for path in pages if path not in there], [path for path in pages if path in there]


class SiteBucket(Protocol):
    """Keeps the sites of all nations, each under its own prefix, and the versions that newer ones replaced.

    Every verb raises TransientError when the bucket does not answer and PermanentError
    when it refuses; each may be repeated.
    """

    def publish(
        self, slug: str, files: Sequence[SiteFile], *, before: Mapping[str, StoredFile] | None = None
    ) -> PublishedSite:
        """Write the files that differ from what is there; older assets stay.

        Told what was there `before` by the record, it writes what is not on record as well, and takes the pages of
        the record down that are not among the files any more.
        """

    def publish_first(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        """Write all files, without a look at what is there: for a nation that was founded just now."""

    def restore(self, slug: str, files: Mapping[str, StoredFile], *, before: Mapping[str, StoredFile]) -> PublishedSite:
        """Put back the versions that were kept, and take the pages down that are not among them.

        `before` is what the record says is there. Raises VersionExpired if one is no longer kept; nothing is
        changed then.
        """

    def read_back(self, slug: str, files: Sequence[SiteFile]) -> None:
        """Return if every file is there as given; raises TransientError otherwise, since publishing again mends it."""

    def retire(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        """Publish `files` and take down every other page."""

    def remove(self, slug: str) -> int:
        """Take down all that a nation has; return how many files there were."""
