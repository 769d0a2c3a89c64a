"""The one way to AWS: clients with bounded patience, and AWS's words for what went wrong.

Botocore's own clients, which are boto3's: its resources and transfers, a quarter of what
`import boto3` takes of each cold start, are nothing that a function needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.handlers import add_expect_header
from botocore.session import get_session

if TYPE_CHECKING:
    from botocore.credentials import Credentials
    from botocore.exceptions import ClientError
    from botocore.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a call may take: seconds to connect, seconds until it is answered, and tries in all.

    Tries are for throttles and faults of the service; standard mode adds jitter and a retry quota.
    """

    connect: int
    read: int
    attempts: int


PATIENT = Patience(connect=3, read=20, attempts=5)
"""For work behind a queue: longer than the slowest healthy answer takes, a listing of a full bucket page."""

PASSING_ON = Patience(connect=3, read=5, attempts=2)
"""For one message of many: its queue brings it again after a rest, and those behind it must not wait so long for its
tries that all of them run out of time together."""

ONE_TRY = Patience(connect=3, read=20, attempts=1)
"""For what cannot be repeated without being done twice, such as a mail: who calls decides on the next try."""

BRISK = Patience(connect=1, read=2, attempts=2)
"""For a visitor who waits: rather a polite word soon than silence."""


USER_AGENT = "banneret"
"""Who asks, in AWS's own logs. Botocore puts its own word together anew for each call, an eighth of a call's time."""


def client(
    service: str, *, connections: int = 16, checked: bool = True, patience: Patience = PATIENT, **options: Any
) -> Any:
    """Return a client of `service` whose `connections` threads may share it.

    `options` go to botocore; the region and the credentials come from the environment. `checked=False` leaves out
    botocore's own look at each parameter, a sixth of a busy worker's time: AWS looks at them anyhow.
    """
    config = Config(
        parameter_validation=checked,
        user_agent=USER_AGENT,
        connect_timeout=patience.connect,
        read_timeout=patience.read,
        retries={"mode": "standard", "total_max_attempts": patience.attempts},
        max_pool_connections=connections,
    )
    return _session().create_client(service, config=config, **options)


def credentials() -> Credentials | None:
    """Return what all clients sign with, or None if there is nothing; it renews itself where it must."""
    return _session().get_credentials()


@cache
def _session() -> Session:
    """Return the session that all clients share, so that what is known of AWS's endpoints is read once.

    It sends bodies without asking first whether they are welcome (`Expect: 100-continue`): ours are small, and the
    question costs each put a whole exchange with the bucket.
    """
    session = get_session()
    # Its stubs know handlers of any call alone; this one wants the call's own names.
    unregister: Any = session.unregister
    unregister("before-call.s3", add_expect_header)
    return session


def error_code(error: ClientError) -> str:
    """Return AWS's own word for an error, such as `ConditionalCheckFailedException`."""
    return str(error.response.get("Error", {}).get("Code", "Unknown"))
