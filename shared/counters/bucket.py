"""Counters in the site bucket, where the pages' script reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_s3 import S3Client

FRESH = "public, max-age=15"
"""How long a browser and the CDN show the same numbers: seconds that nobody misses, and most requests spared."""


class S3CounterBoard:
    """Shows counters as `<slug>/counters.json`; see `CounterBoard` for what it promises."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def show(self, slug: str, counts: Mapping[str, int]) -> None:
        """Show the counters of a nation."""
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=f"{slug}/counters.json",
                Body=json.dumps(counts, sort_keys=True).encode(),
                ContentType="application/json",
                CacheControl=FRESH,
            )
        except ClientError as error:
            raise TransientError(f"the counters of {slug} cannot be shown") from error
