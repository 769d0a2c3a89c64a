"""The objects of the site bucket, one request each: `<slug>/<path>`, every version of them kept for a while.

A body is known by its MD5, which is the ETag of what is put in one piece under S3's own keys (SSE-S3):
https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
"""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import md5
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import PermanentError, TransientError
from shared.sites.errors import VersionExpired
from shared.sites.publishing import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef

    from shared.sites.files import SiteFile
    from shared.sites.publishing import Stored

DELETED_AT_ONCE = 1000
"""S3's limit for one DeleteObjects request."""

REFUSALS = {"AccessDenied", "NoSuchBucket", "InvalidBucketName", "AllAccessDisabled"}
"""Answers that no repetition will change."""

GONE = {"NoSuchVersion", "NoSuchKey", "404"}
"""S3's words for a version that is no longer kept."""


class S3Objects:
    """The objects of one bucket; raises TransientError when it does not answer, PermanentError when it refuses."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, slug: str, file: SiteFile) -> StoredFile:
        """Write a file."""
        with _answering(slug):
            answer = self._client.put_object(
                Bucket=self._bucket,
                Key=f"{slug}/{file.path}",
                Body=file.body,
                ContentType=file.content_type,
                CacheControl=file.cache_control,
            )
        return stored(file, answer.get("VersionId", ""))

    def put_back(self, slug: str, path: str, version: StoredFile) -> StoredFile:
        """Make a version that was replaced, or taken down, the one that is read."""
        key = f"{slug}/{path}"
        with _answering(slug):
            answer = self._client.copy_object(
                Bucket=self._bucket,
                Key=key,
                CopySource={"Bucket": self._bucket, "Key": key, "VersionId": version.version_id},
            )
        return version._replace(version_id=answer["VersionId"])

    def require(self, slug: str, path: str, version: StoredFile) -> None:
        """Return if the version is kept; raises VersionExpired otherwise."""
        with _answering(slug):
            try:
                self._client.head_object(Bucket=self._bucket, Key=f"{slug}/{path}", VersionId=version.version_id)
            except ClientError as error:
                if error_code(error) in GONE:
                    raise VersionExpired(slug, path) from error
                raise

    def listing(self, slug: str) -> Stored:
        """Return what a site is made of; a listing does not tell version ids."""
        prefix = f"{slug}/"
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        with _answering(slug):
            return {
                entry["Key"].removeprefix(prefix): StoredFile("", entry["ETag"].strip('"'), entry["Size"])
                for page in pages
                for entry in page.get("Contents", [])
            }

    def take_down(self, slug: str, paths: Sequence[str]) -> None:
        """Let nobody read the files any more; their versions are kept like those that are replaced."""
        for start in range(0, len(paths), DELETED_AT_ONCE):
            some = paths[start : start + DELETED_AT_ONCE]
            keys: list[ObjectIdentifierTypeDef] = [{"Key": f"{slug}/{path}"} for path in some]
            with _answering(slug):
                answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True})
            if failed := answer.get("Errors"):
                raise TransientError(f"site {slug}: {len(failed)} files could not be taken down")


def stored(file: SiteFile, version_id: str = "") -> StoredFile:
    """Return how the bucket knows a file."""
    return StoredFile(version_id, md5(file.body, usedforsecurity=False).hexdigest(), len(file.body))


@contextmanager
def _answering(slug: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        kind = PermanentError if error_code(error) in REFUSALS else TransientError
        raise kind(f"site {slug}: the bucket answered {error_code(error)}") from error
    except BotoCoreError as error:
        raise TransientError(f"site {slug}: the bucket did not answer") from error
