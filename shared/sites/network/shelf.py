"""The network's published places in S3, as the finder's function reads them: the same files that its script does."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.sites.files import NETWORK
from shared.sites.network.guide import GUIDE, read_guide
from shared.sites.network.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from mypy_boto3_s3 import S3Client

    from shared.kernel.clock import Clock
    from shared.sites.network.guide import Guide

FRESH = timedelta(seconds=60)
"""How long a guide is believed: as long as a browser keeps one."""

REMEMBERED_SHARDS = 100
"""About 10 MB: a quarter of all, and most of what is asked for."""


class S3Shelf:
    """Where the published files stand; raises TransientError while the bucket does not answer, or holds none yet."""

    def __init__(self, client: S3Client, bucket: str, *, clock: Clock) -> None:
        self._client = client
        self._bucket = bucket
        self._clock = clock
        self._read: tuple[datetime, Guide] | None = None
        self._remembered = lru_cache(maxsize=REMEMBERED_SHARDS)(self._shard)

    def guide(self) -> Guide:
        """Return the guide as it was at most a minute ago."""
        now = self._clock.now()
        if self._read is None or now - self._read[0] > FRESH:
            self._read = now, read_guide(self._body(GUIDE))
        return self._read[1]

    def shard(self, path: str) -> Mapping[str, Sequence[Place]]:
        """Return the places of a shard by key; it never changes under its path."""
        return self._remembered(path)

    def _shard(self, path: str) -> Mapping[str, Sequence[Place]]:
        data = json.loads(self._body(path))
        return {key: tuple(Place(*place) for place in places) for key, places in data.items()}

    def _body(self, path: str) -> bytes:
        try:
            return self._client.get_object(Bucket=self._bucket, Key=f"{NETWORK}/{path}")["Body"].read()
        except ClientError as error:
            raise TransientError(
                f"network: {path.partition('/')[0]}: the bucket answered {error_code(error)}"
            ) from error
        except BotoCoreError as error:
            raise TransientError("network: the bucket did not answer") from error
