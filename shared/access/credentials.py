"""Credentials for one nation, from AWS's Security Token Service: assumed once, and used again for some minutes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from shared.access.narrowing import session_policy
from shared.kernel.aws import client

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.narrowing import Ground
    from shared.kernel.clock import Clock

VALID = timedelta(minutes=15)
"""How long a session lasts: the least that STS gives."""

USED = timedelta(minutes=10)
"""How long a session is handed out: whoever is given it has minutes left for what they are at."""

KEPT = 64
"""Sessions that one process keeps: teams of this many nations at work at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionKeys:
    """What a session signs with."""

    key_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)


class NationCredentials:
    """Hands out sessions, each narrowed to one nation, and to reading unless it may write."""

    def __init__(self, sts: Any, *, role_arn: str, ground: Ground, clock: Clock) -> None:
        """Take a client of `sts` and the role that reaches all nations."""
        self._sts, self._role, self._ground, self._clock = sts, role_arn, ground, clock
        self._kept: dict[tuple[str, bool], tuple[SessionKeys, datetime]] = {}

    def of(self, slug: str, *, may_write: bool) -> SessionKeys:
        """Return a session for the nation; raises NotANation, and ClientError as STS does."""
        now, wanted = self._clock.now(), (slug, may_write)
        kept = self._kept.get(wanted)
        if kept and kept[1] > now:
            return kept[0]
        keys = self._assume(slug, may_write=may_write)
        self._keep(wanted, keys, until=now + USED)
        return keys

    def _keep(self, wanted: tuple[str, bool], keys: SessionKeys, *, until: datetime) -> None:
        self._kept.pop(wanted, None)
        while len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[wanted] = keys, until

    def _assume(self, slug: str, *, may_write: bool) -> SessionKeys:
        policy = session_policy(slug, self._ground, may_write=may_write)
        given = self._sts.assume_role(
            RoleArn=self._role,
            RoleSessionName=slug.ljust(2, "."),
            Policy=json.dumps(policy, separators=(",", ":")),
            DurationSeconds=int(VALID.total_seconds()),
        )["Credentials"]
        return SessionKeys(key_id=given["AccessKeyId"], secret=given["SecretAccessKey"], token=given["SessionToken"])


@lru_cache(maxsize=KEPT)
def client_with(service: str, keys: SessionKeys) -> Any:
    """Return a client of a service that signs with the session's keys, the same for the same session."""
    return client(
        service, aws_access_key_id=keys.key_id, aws_secret_access_key=keys.secret, aws_session_token=keys.token
    )
