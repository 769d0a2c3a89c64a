"""The site bucket and the record of publications in memory, under the same tests as the ones in AWS."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError
from shared.sites.errors import VersionExpired
from shared.sites.files import is_asset, is_page
from shared.sites.publishing import PublishedSite, StoredFile
from shared.sites.versions import KEPT, Version, VersionUnknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.sites.files import SiteFile


class InMemorySiteBucket:
    """A SiteBucket that remembers: `files` holds the bodies of each nation's files by path.

    Its next `breaks` publications write the assets and then fail, as if the worker had been killed half-way.
    """

    def __init__(self) -> None:
        self.files: dict[str, dict[str, bytes]] = {}
        self.kept: dict[str, bytes] = {}
        self.breaks = 0

    def publish(
        self, slug: str, files: Sequence[SiteFile], *, before: Mapping[str, StoredFile] | None = None
    ) -> PublishedSite:
        site = self.files.setdefault(slug, {})
        if self.breaks:
            self.breaks -= 1
            site.update({file.path: file.body for file in files if file.is_asset})
            raise TransientError(f"site {slug}: the bucket did not answer")
        there = {path: _stored(body) for path, body in site.items()}
        record = there if before is None else before
        kept = {
            file.path: record[file.path]
            for file in files
            if _same(_stored(file.body), there.get(file.path)) and _same(_stored(file.body), record.get(file.path))
        }
        written = {file.path: self._put(slug, file.path, file.body) for file in files if file.path not in kept}
        self._take_down(slug, set(before or ()) - {file.path for file in files})
        return PublishedSite(written=len(written), unchanged=len(kept), files=kept | written)

    def publish_first(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        return self.publish(slug, files, before={})

    def restore(self, slug: str, files: Mapping[str, StoredFile], *, before: Mapping[str, StoredFile]) -> PublishedSite:
        kept = {path: before[path] for path, file in files.items() if _same(file, before.get(path))}
        gone = {path: file for path, file in files.items() if path not in kept}
        for path, file in gone.items():
            if file.version_id not in self.kept:
                raise VersionExpired(slug, path)
        written = {path: self._put(slug, path, self.kept[file.version_id]) for path, file in gone.items()}
        self._take_down(slug, before.keys() - files.keys())
        return PublishedSite(written=len(written), unchanged=len(kept), files=kept | written)

    def read_back(self, slug: str, files: Sequence[SiteFile]) -> None:
        site = self.files.get(slug, {})
        if any(site.get(file.path) != file.body for file in files):
            raise TransientError(f"site {slug}: files are not as published")

    def retire(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        published = self.publish(slug, files)
        self._take_down(slug, {path for path in self.files[slug] if is_page(path)} - published.files.keys())
        return published

    def remove(self, slug: str) -> int:
        return len(self.files.pop(slug, {}))

    def _put(self, slug: str, path: str, body: bytes) -> StoredFile:
        version_id = f"v{len(self.kept)}"
        self.kept[version_id] = body
        self.files.setdefault(slug, {})[path] = body
        return _stored(body, version_id)

    def _take_down(self, slug: str, paths: set[str]) -> None:
        for path in paths:
            if not is_asset(path):
                self.files[slug].pop(path, None)


class InMemoryPictures:
    """Pictures by nation and path."""

    def __init__(self) -> None:
        self.pictures: dict[str, dict[str, bytes]] = {}

    def add(self, slug: str, picture: SiteFile) -> None:
        self.pictures.setdefault(slug, {})[picture.path] = picture.body


class InMemoryVersionStore:
    """A VersionStore in dictionaries."""

    def __init__(self) -> None:
        self.versions: dict[str, dict[int, Version]] = {}

    def latest(self, slug: str) -> Version | None:
        return next(iter(self.history(slug)), None)

    def get(self, slug: str, number: int) -> Version:
        if number not in self.versions.get(slug, {}):
            raise VersionUnknown(slug, number)
        return self.versions[slug][number]

    def history(self, slug: str) -> tuple[Version, ...]:
        return tuple(version for _, version in sorted(self.versions.get(slug, {}).items(), reverse=True))

    def add(self, slug: str, version: Version) -> None:
        kept = self.versions.setdefault(slug, {})
        if version.number in kept:
            raise TransientError(f"nation {slug} was published by somebody else meanwhile: publish again")
        kept[version.number] = version
        kept.pop(version.number - KEPT, None)


def _stored(body: bytes, version_id: str = "") -> StoredFile:
    return StoredFile(version_id, md5(body, usedforsecurity=False).hexdigest(), len(body))


def _same(one: StoredFile, other: StoredFile | None) -> bool:
    return other is not None and (one.etag, one.size) == (other.etag, other.size)
