"""The intake bucket as the command uses it: files go up, rows that were not imported come down."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import ClientError

from shared.kernel.aws import error_code
from shared.rollouts.bucket import MISSING
from shared.rollouts.request import InputFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mypy_boto3_s3 import S3Client


class Intake(Protocol):
    """Takes files in, and lists and reads what a rollout left there."""

    def upload(self, path: Path, file: InputFile) -> bool:
        """Bring the file to its key; tell whether it had to be, since it is there already if it ever was."""

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield the keys below the prefix, in their order."""

    def lines(self, key: str) -> Iterator[bytes]:
        """Stream a file, line by line with their ends."""


class S3Intake:
    """The intake bucket in S3."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def upload(self, path: Path, file: InputFile) -> bool:
        """Bring the file to its key, in parts if it is large."""
        if self._has(file):
            return False
        from boto3.s3.transfer import S3Transfer  # noqa: PLC0415 - boto3 loads for a while, and most commands send nothing

        S3Transfer(self._client).upload_file(str(path), self._bucket, file.key)
        return True

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield the keys below the prefix, in their order."""
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix):
            yield from (found["Key"] for found in page.get("Contents", []))

    def lines(self, key: str) -> Iterator[bytes]:
        """Stream a file, line by line with their ends."""
        body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
        yield from body.iter_lines(keepends=True)

    def _has(self, file: InputFile) -> bool:
        try:
            found = self._client.head_object(Bucket=self._bucket, Key=file.key)
        except ClientError as error:
            if error_code(error) in MISSING:
                return False
            raise
        return found["ContentLength"] == file.size


def describe(path: Path) -> InputFile:
    """Return a local file as the intake knows it: by its content."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        return InputFile(sha256=digest, file_name=path.name, size=content.tell())
