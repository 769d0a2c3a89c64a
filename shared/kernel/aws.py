"""The one way to AWS: clients with bounded patience, and AWS's words for what went wrong.

Botocore's own clients, which are boto3's: its resources and transfers, a quarter of what
`import boto3` takes of each cold start, are nothing that a function needs.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.session import get_session

if TYPE_CHECKING:
    from botocore.exceptions import ClientError
    from botocore.session import Session

CONNECT_SECONDS = 3
"""Longer than any healthy connection inside a region takes."""

READ_SECONDS = 20
"""Longer than the slowest healthy answer: a listing of a full bucket page."""

ATTEMPTS = 5
"""In all, for throttles and faults of the service; standard mode adds jitter and a retry quota."""


def client(service: str, *, connections: int = 16, **options: Any) -> Any:
    """Return a client of `service` whose `connections` threads may share it.

    `options` go to botocore; the region and the credentials come from the environment.
    """
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        max_pool_connections=connections,
    )
    return _session().create_client(service, config=config, **options)


@cache
def _session() -> Session:
    """Return the session that all clients share, so that what is known of AWS's endpoints is read once."""
    return get_session()


def error_code(error: ClientError) -> str:
    """Return AWS's own word for an error, such as `ConditionalCheckFailedException`."""
    return str(error.response.get("Error", {}).get("Code", "Unknown"))
