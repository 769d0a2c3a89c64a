"""The intake bucket, as rollouts use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import NotFound

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MISSING = frozenset({"NoSuchKey", "404", "NotFound"})
"""S3's words for an object that is not there, by GetObject and by HeadObject."""


class S3RolloutFiles:
    """Reads and writes small objects of the intake bucket; see `RolloutFiles`."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def read(self, key: str) -> bytes:
        """Return an object's content; raises NotFound."""
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except ClientError as error:
            if error_code(error) in MISSING:
                raise NotFound(f"there is no file {key} in bucket {self._bucket}") from error
            raise

    def write(self, key: str, content: bytes, *, content_type: str = "application/json") -> None:
        """Write an object."""
        self._client.put_object(Bucket=self._bucket, Key=key, Body=content, ContentType=content_type)

    def exists(self, key: str) -> bool:
        """Tell whether an object is there."""
        try:
            self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error_code(error) in MISSING:
                return False
            raise
        return True

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Return the keys of all objects below a prefix."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        return tuple(found["Key"] for page in pages for found in page.get("Contents", []))
