"""Sites in S3: what of a publication must be written, and in which order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from shared.kernel.errors import TransientError
from shared.sites.files import is_asset, is_page
from shared.sites.objects import S3Objects, stored
from shared.sites.publishing import PublishedSite, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mypy_boto3_s3 import S3Client

    from shared.sites.files import SiteFile
    from shared.sites.publishing import Stored, StoredFile

T = TypeVar("T")

THREADS = 4
"""Puts at a time: enough to hide S3's 20 to 40 ms over a dozen files, few enough for one small Lambda."""


class S3SiteBucket:
    """A SiteBucket in S3. Requests to publish n files that changed: n puts and one listing per thousand files kept."""

    def __init__(self, client: S3Client, bucket: str, *, threads: int = THREADS) -> None:
        """Take a client that `threads` threads may share."""
        self._objects = S3Objects(client, bucket)
        self._threads = threads

    def publish(
        self, slug: str, files: Sequence[SiteFile], *, before: Mapping[str, StoredFile] | None = None
    ) -> PublishedSite:
        """Write the files that differ from what is there, or are not on record; take down pages that are left over."""
        there = self._objects.listing(slug)
        record = there if before is None else before
        kept = {file.path: record[file.path] for file in files if _is_known(stored(file), file.path, there, record)}
        written = self._write(slug, [file for file in files if file.path not in kept], there)
        self._take_down(slug, set(before or ()) - {file.path for file in files})
        return _published(kept, written)

    def publish_first(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        """Write all files, without a look at what is there: for a nation that was founded just now."""
        return _published({}, self._write(slug, files, {}))

    def restore(self, slug: str, files: Mapping[str, StoredFile], *, before: Mapping[str, StoredFile]) -> PublishedSite:
        """Put back the versions that were kept, and take the pages down that are not among them."""
        there = self._objects.listing(slug)
        kept = {path: before[path] for path, file in files.items() if _is_known(file, path, there, before)}
        gone = [path for path in files if path not in kept]
        # All or none: a site that is put back in part would be worse than either version.
        self._each(lambda path: self._objects.require(slug, path, files[path]), gone)
        written = self._ordered(lambda path: self._objects.put_back(slug, path, files[path]), gone, there)
        self._take_down(slug, before.keys() - files.keys())
        return _published(kept, written)

    def read_back(self, slug: str, files: Sequence[SiteFile]) -> None:
        """Return if every file is there as given; raises TransientError otherwise, since publishing again mends it."""
        there = self._objects.listing(slug)
        wrong = [file.path for file in files if not _is_known(stored(file), file.path, there)]
        if wrong:
            raise TransientError(f"site {slug}: {len(wrong)} of {len(files)} files are not as published: {wrong[0]}")

    def retire(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        """Publish `files` and take down every other page."""
        published = self.publish(slug, files)
        pages = {path for path in self._objects.listing(slug) if is_page(path)}
        self._take_down(slug, pages - published.files.keys())
        return published

    def remove(self, slug: str) -> int:
        """Take down all that a nation has; return how many files there were."""
        paths = sorted(self._objects.listing(slug))
        self._objects.take_down(slug, paths)
        return len(paths)

    def _write(self, slug: str, files: Sequence[SiteFile], there: Mapping[str, StoredFile]) -> Stored:
        by_path = {file.path: file for file in files}
        return self._ordered(lambda path: self._objects.put(slug, by_path[path]), by_path, there)

    def _ordered(
        self, write: Callable[[str], StoredFile], paths: Iterable[str], there: Mapping[str, StoredFile]
    ) -> Stored:
        written: Stored = {}
        for group in in_order(paths, there):
            written |= dict(zip(group, self._each(write, group), strict=True))
        return written

    def _each(self, work: Callable[[str], T], paths: Sequence[str]) -> list[T]:
        if not paths:
            return []
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(work, paths))

    def _take_down(self, slug: str, paths: Iterable[str]) -> None:
        """Take pages down; assets stay for those who still read an older page."""
        self._objects.take_down(slug, sorted(path for path in paths if not is_asset(path)))


def _is_known(file: StoredFile, path: str, *records: Mapping[str, StoredFile]) -> bool:
    known = (record.get(path) for record in records)
    return all(other and other.etag == file.etag and other.size == file.size for other in known)


def _published(kept: Stored, written: Stored) -> PublishedSite:
    return PublishedSite(written=len(written), unchanged=len(kept), files=kept | written)
