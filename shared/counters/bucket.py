"""Counters in the site bucket, where the pages' script reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.counters.file import counters_file
from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_s3 import S3Client


class S3CounterBoard:
    """Shows counters as `<slug>/counters.json`; see `CounterBoard` for what it promises."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def show(self, slug: str, counts: Mapping[str, int]) -> None:
        """Show the counters of a nation."""
        file = counters_file(counts)
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=f"{slug}/{file.path}",
                Body=file.body,
                ContentType=file.content_type,
                CacheControl=file.cache_control,
            )
        except ClientError as error:
            raise TransientError(f"the counters of {slug} cannot be shown") from error
