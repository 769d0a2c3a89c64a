"""Sites in S3: `<slug>/<path>` in a bucket that only CloudFront reads.

A file is the same when its ETag is the MD5 of its body, which holds for what is put
in one piece under S3's own keys (SSE-S3):
https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import md5
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import PermanentError, TransientError
from shared.sites.publishing import PublishedSite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef

    from shared.sites.files import SiteFile

THREADS = 4
"""Puts at a time: enough to hide S3's 20 to 40 ms over a dozen files, few enough for one small Lambda."""

DELETED_AT_ONCE = 1000
"""S3's limit for one DeleteObjects request."""

REFUSALS = {"AccessDenied", "NoSuchBucket", "InvalidBucketName", "AllAccessDisabled"}
"""Answers that no repetition will change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    size: int
    etag: str


class S3SiteBucket:
    """A SiteBucket in S3. Requests to publish n files that changed: n puts and one listing per thousand files kept."""

    def __init__(self, client: S3Client, bucket: str, *, threads: int = THREADS) -> None:
        """Take a client that `threads` threads may share."""
        self._client = client
        self._bucket = bucket
        self._threads = threads

    def publish(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        """Write the files that differ from what is there, assets before pages; older assets stay."""
        return self._write(slug, files, self._listing(slug))

    def read_back(self, slug: str, files: Sequence[SiteFile]) -> None:
        """Return if every file is there as given; raises TransientError otherwise, since publishing again mends it."""
        stored = self._listing(slug)
        wrong = [file.path for file in files if stored.get(file.path) != _stored(file)]
        if wrong:
            raise TransientError(f"site {slug}: {len(wrong)} of {len(files)} files are not as published: {wrong[0]}")

    def retire(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        """Publish `files` and take down every other page."""
        stored = self._listing(slug)
        published = self._write(slug, files, stored)
        pages = {path for path in stored if path.endswith(".html")}
        self._delete(slug, sorted(pages - {file.path for file in files}))
        return published

    def remove(self, slug: str) -> int:
        """Take down all that a nation has; return how many files there were."""
        paths = sorted(self._listing(slug))
        self._delete(slug, paths)
        return len(paths)

    def _write(self, slug: str, files: Sequence[SiteFile], stored: dict[str, _Stored]) -> PublishedSite:
        changed = [file for file in files if stored.get(file.path) != _stored(file)]
        with ThreadPoolExecutor(self._threads) as pool:
            for group in ([f for f in changed if f.is_asset], [f for f in changed if not f.is_asset]):
                list(pool.map(partial(self._put, slug), group))
        return PublishedSite(written=len(changed), unchanged=len(files) - len(changed))

    def _put(self, slug: str, file: SiteFile) -> None:
        with _answering(slug):
            self._client.put_object(
                Bucket=self._bucket,
                Key=f"{slug}/{file.path}",
                Body=file.body,
                ContentType=file.content_type,
                CacheControl=file.cache_control,
            )

    def _listing(self, slug: str) -> dict[str, _Stored]:
        prefix = f"{slug}/"
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        with _answering(slug):
            return {
                entry["Key"].removeprefix(prefix): _Stored(size=entry["Size"], etag=entry["ETag"].strip('"'))
                for page in pages
                for entry in page.get("Contents", [])
            }

    def _delete(self, slug: str, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), DELETED_AT_ONCE):
            some = paths[start : start + DELETED_AT_ONCE]
            keys: list[ObjectIdentifierTypeDef] = [{"Key": f"{slug}/{path}"} for path in some]
            with _answering(slug):
                answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True})
            if failed := answer.get("Errors"):
                raise TransientError(f"site {slug}: {len(failed)} files could not be taken down")


def _stored(file: SiteFile) -> _Stored:
    return _Stored(size=len(file.body), etag=md5(file.body, usedforsecurity=False).hexdigest())


@contextmanager
def _answering(slug: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        kind = PermanentError if error_code(error) in REFUSALS else TransientError
        raise kind(f"site {slug}: the bucket answered {error_code(error)}") from error
    except BotoCoreError as error:
        raise TransientError(f"site {slug}: the bucket did not answer") from error
