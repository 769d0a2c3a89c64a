"""The site bucket in memory, under the same tests as the one in S3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError
from shared.sites.publishing import PublishedSite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.sites.files import SiteFile


class InMemorySiteBucket:
    """A SiteBucket that remembers: `files` holds the bodies of each nation's files by path.

    Its next `breaks` publications write the assets and then fail, as if the worker had been killed half-way.
    """

    def __init__(self) -> None:
        self.files: dict[str, dict[str, bytes]] = {}
        self.breaks = 0

    def publish(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        site = self.files.setdefault(slug, {})
        if self.breaks:
            self.breaks -= 1
            site.update({file.path: file.body for file in files if file.is_asset})
            raise TransientError(f"site {slug}: the bucket did not answer")
        changed = [file for file in files if site.get(file.path) != file.body]
        site.update({file.path: file.body for file in changed})
        return PublishedSite(written=len(changed), unchanged=len(files) - len(changed))

    def read_back(self, slug: str, files: Sequence[SiteFile]) -> None:
        site = self.files.get(slug, {})
        if any(site.get(file.path) != file.body for file in files):
            raise TransientError(f"site {slug}: files are not as published")

    def retire(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        published = self.publish(slug, files)
        kept = {file.path for file in files}
        site = self.files[slug]
        self.files[slug] = {path: site[path] for path in site if path in kept or not path.endswith(".html")}
        return published

    def remove(self, slug: str) -> int:
        return len(self.files.pop(slug, {}))
