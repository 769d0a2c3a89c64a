"""Addresses that posts come from: cut to what proves a consent, hidden behind a key where they are only counted."""

from __future__ import annotations

import hmac
from functools import lru_cache
from hashlib import sha256

from shared.kernel.senders import SENDER_BITS, network_of

_PROOF_BITS = {4: 24, 6: 48}
"""What is kept of an address: too little to find one household, enough to tell the region."""

_KEYED_CHARACTERS = 12


def truncated(address: str) -> str:
    """Return the address with its last part set to zero; empty for a text that is none."""
    return network_of(address, bits=_PROOF_BITS)


def keyed(address: str, *, secret: bytes, day: str) -> str:
    """Return what stands for a sender on one day, and cannot be turned back without the secret.

    `day` is an ISO date; the same sender is somebody else on the next. Texts that are no addresses are all one sender.
    """
    sender = network_of(address, bits=SENDER_BITS)
    return hmac.new(_day_key(secret, day), sender.encode(), sha256).hexdigest()[:_KEYED_CHARACTERS]


@lru_cache(maxsize=2)
def _day_key(secret: bytes, day: str) -> bytes:
    return hmac.digest(secret, f"limits/{day}".encode(), sha256)
