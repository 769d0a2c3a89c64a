"""Stamps: when a form was opened, signed, so that a program cannot send it in the same breath."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from hashlib import sha256
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kernel.clock import Clock
    from shared.kernel.secrets import SigningKeys

LONGEST = 200
"""Characters; a longer stamp is none of ours and not worth the reckoning."""

_MARK = "form"


class StampState(Enum):
    """What a stamp tells."""

    VALID = auto()
    MISSING = auto()
    TOO_QUICK = auto()
    EXPIRED = auto()
    FORGED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class StampRules:
    """How long a form must have been open, and how long it may be, both in seconds."""

    wait: int
    valid: int


class Stamps:
    """Issues stamps and reads them; a nation's stamps are good for no other."""

    def __init__(self, keys: SigningKeys, *, rules: StampRules, clock: Clock) -> None:
        self.rules = rules
        self._keys = keys
        self._clock = clock

    def issue(self, slug: str) -> str:
        """Return a stamp of this moment."""
        return self._signer(slug).sign(_MARK).decode()

    def state(self, slug: str, stamp: str) -> StampState:
        """Return what the stamp is worth now."""
        if not stamp:
            return StampState.MISSING
        if len(stamp) > LONGEST:
            return StampState.FORGED
        state = self._read(slug, stamp)
        # Another process may have signed it with a key that is newer than those read here.
        return self._read(slug, stamp) if state is StampState.FORGED and self._keys.renew() else state

    def _read(self, slug: str, stamp: str) -> StampState:
        signer = self._signer(slug)
        try:
            _, issued = signer.unsign(stamp, max_age=self.rules.valid, return_timestamp=True)
        except SignatureExpired:
            return StampState.EXPIRED
        except BadSignature:
            return StampState.FORGED
        open_for = signer.get_timestamp() - int(issued.timestamp())
        return StampState.VALID if open_for >= self.rules.wait else StampState.TOO_QUICK

    def _signer(self, slug: str) -> _Signer:
        return _Signer(list(self._keys.keys()), salt=f"stamp/{slug}", now=self._seconds)

    def _seconds(self) -> int:
        return int(self._clock.now().timestamp())


class _Signer(TimestampSigner):
    """Itsdangerous' own, told the time; SHA-256 in place of its SHA-1."""

    default_digest_method = staticmethod(sha256)

    def __init__(self, keys: list[str], *, salt: str, now: Callable[[], int]) -> None:
        super().__init__(keys, salt=salt)
        self._now = now

    def get_timestamp(self) -> int:
        """Return the present second."""
        return self._now()
