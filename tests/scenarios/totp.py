"""What an authenticator app shows: codes of RFC 6238 (six digits, SHA-1, half a minute)."""

from __future__ import annotations

import hmac
import struct
from base64 import b32decode

STEP = 30


def code_at(secret: str, moment: float) -> str:
    """Return the code of a secret in base 32 at a moment in epoch seconds."""
    key = b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(moment // STEP)), "sha1").digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


class Phone:
    """An authenticator app whose owner types no code twice: Cognito takes each once.

    Whoever needs two within half a minute types the next half minute's, which is taken as well: phones drift.
    """

    def __init__(self) -> None:
        self._shown: dict[str, int] = {}

    def code(self, secret: str, moment: float) -> str:
        """Return a code of a secret at a moment in epoch seconds, or of the first moment after its last one."""
        step = max(int(moment // STEP), self._shown.get(secret, -1) + 1)
        self._shown[secret] = step
        return code_at(secret, step * STEP)
