"""The site bucket in memory, under the same tests as the one in S3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError
from shared.sites.publishing import PublishedSite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.sites.files import SiteFile


class InMemorySiteBucket:
    """A SiteBucket that remembers: `sites` holds each nation's files by path, `puts` every file written, in order."""

    def __init__(self) -> None:
        self.sites: dict[str, dict[str, SiteFile]] = {}
        self.puts: list[str] = []

    def publish(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        site = self.sites.setdefault(slug, {})
        changed = [file for file in files if file.path not in site or site[file.path].body != file.body]
        for file in sorted(changed, key=lambda file: not file.is_asset):
            site[file.path] = file
            self.puts.append(f"{slug}/{file.path}")
        return PublishedSite(written=len(changed), unchanged=len(files) - len(changed))

    def read_back(self, slug: str, files: Sequence[SiteFile]) -> None:
        site = self.sites.get(slug, {})
        if any(file.path not in site or site[file.path].body != file.body for file in files):
            raise TransientError(f"site {slug}: files are not as published")

    def retire(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        published = self.publish(slug, files)
        kept = {file.path for file in files}
        site = self.sites[slug]
        self.sites[slug] = {path: site[path] for path in site if path in kept or not path.endswith(".html")}
        return published

    def remove(self, slug: str) -> int:
        return len(self.sites.pop(slug, {}))
