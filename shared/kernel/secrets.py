"""The keys that sign stamps and links: kept in AWS Secrets Manager, and read once in the life of a process.

A rotation gives the secret a new version; what the version before it signed
stays good until the next one. The secret's text is the key itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import ClientError

from shared.kernel.aws import error_code

if TYPE_CHECKING:
    from shared.kernel.clock import Clock

REREAD = timedelta(hours=1)
"""How long a process signs with keys it has read: it learns of a rotation by then."""

PAUSE = timedelta(minutes=1)
"""The least between two readings: whoever sends forged signatures does not have us read at each of them."""

STAGES = ("AWSPREVIOUS", "AWSCURRENT")
"""Secrets Manager's own names of a secret's two latest versions, the older one first."""

NO_SUCH_VERSION = "ResourceNotFoundException"
"""Its word for a version that does not exist: a secret never rotated has no previous one."""


class SigningKeys(Protocol):
    """The keys of a stage."""

    def keys(self) -> tuple[str, ...]:
        """Return the keys, oldest first as itsdangerous takes them: the last one signs, all of them verify."""

    def renew(self) -> bool:
        """Read the keys again after a signature did not fit; tell whether they are others than before."""


class FixedKeys:
    """Keys that never change, for tests."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys

    def keys(self) -> tuple[str, ...]:
        """Return the keys that were handed in, oldest first."""
        return self._keys

    def renew(self) -> bool:
        """Change nothing."""
        return False


class SecretsManagerKeys:
    """The versions of one secret; `secret` is its name or ARN, `secrets` a client of Secrets Manager."""

    def __init__(self, secrets: Any, secret: str, *, clock: Clock) -> None:
        self._secrets, self._secret, self._clock = secrets, secret, clock
        self._keys: tuple[str, ...] = ()
        self._read_at: datetime | None = None

    def keys(self) -> tuple[str, ...]:
        """Return the keys, oldest first; a reading lasts an hour."""
        if self._is_older_than(REREAD):
            self._read()
        return self._keys

    def renew(self) -> bool:
        """Read the keys again, unless that was done within a minute; tell whether they are others than before."""
        if not self._is_older_than(PAUSE):
            return False
        before = self._keys
        self._read()
        return self._keys != before

    def _is_older_than(self, span: timedelta) -> bool:
        return self._read_at is None or self._clock.now() - self._read_at >= span

    def _read(self) -> None:
        self._keys = tuple(key for stage in STAGES if (key := self._version(stage)))
        self._read_at = self._clock.now()

    def _version(self, stage: str) -> str | None:
        try:
            return str(self._secrets.get_secret_value(SecretId=self._secret, VersionStage=stage)["SecretString"])
        except ClientError as error:
            if stage == "AWSPREVIOUS" and error_code(error) == NO_SUCH_VERSION:
                return None
            raise
