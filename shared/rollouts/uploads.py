"""Uploads that somebody else makes: a presigned address for exactly one file."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_s3 import S3Client

    from shared.rollouts.request import InputFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PresignedUpload:
    """Where to PUT a file, and the headers that must go with it; open for `seconds`."""

    url: str
    headers: Mapping[str, str]
    seconds: int


class Uploads(Protocol):
    """Opens uploads that somebody else makes."""

    def presign(self, file: InputFile) -> PresignedUpload:
        """Return an upload of this very file: nothing else can take its place."""


class S3Uploads:
    """Presigns uploads into the intake bucket."""

    def __init__(self, client: S3Client, bucket: str, *, seconds: int) -> None:
        self._client = client
        self._bucket = bucket
        self._seconds = seconds

    def presign(self, file: InputFile) -> PresignedUpload:
        """Return an upload of this very file: S3 compares the checksum, so that nothing else can take its place."""
        checksum = base64.b64encode(bytes.fromhex(file.sha256)).decode()
        url = self._client.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self._bucket,
                "Key": file.key,
                "ChecksumSHA256": checksum,
                "ContentLength": file.size,
                "ContentType": "text/csv",
            },
            ExpiresIn=self._seconds,
        )
        headers = {"x-amz-checksum-sha256": checksum, "content-type": "text/csv"}
        return PresignedUpload(url=url, headers=headers, seconds=self._seconds)
