"""The one way to AWS: clients with bounded patience, and AWS's words for what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

CONNECT_SECONDS = 3
"""Longer than any healthy connection inside a region takes."""

READ_SECONDS = 20
"""Longer than the slowest healthy answer: a listing of a full bucket page."""

ATTEMPTS = 5
"""In all, for throttles and faults of the service; standard mode adds jitter and a retry quota."""


def client(service: str, *, connections: int = 16, **options: Any) -> Any:
    """Return a client of `service` whose `connections` threads may share it.

    `options` go to `boto3.client`; the region and the credentials come from the environment.
    """
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        max_pool_connections=connections,
    )
    # boto3's stubs know a client by a literal name only: the callers' annotations say which one they got.
    make: Any = boto3.client
    return make(service, config=config, **options)


def error_code(error: ClientError) -> str:
    """Return AWS's own word for an error, such as `ConditionalCheckFailedException`."""
    return str(error.response.get("Error", {}).get("Code", "Unknown"))
