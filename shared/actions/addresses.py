"""Addresses that posts come from: cut to what proves a consent, hidden behind a key where they are only counted."""

from __future__ import annotations

import hmac
from functools import lru_cache
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

_PROOF_BITS = {4: 24, 6: 48}
"""What is kept of an address: too little to find one household, enough to tell the region."""

_COUNTED_BITS = {4: 32, 6: 64}
"""What counts as one sender: an IPv6 customer has at least a /64 to vary (RFC 6177)."""

_KEYED_CHARACTERS = 12


def truncated(address: str) -> str:
    """Return the address with its last part set to zero; empty for a text that is none."""
    return _network(address, _PROOF_BITS)


def keyed(address: str, *, secret: bytes, day: str) -> str:
    """Return what stands for a sender on one day, and cannot be turned back without the secret.

    `day` is an ISO date; the same sender is somebody else on the next. Texts that are no addresses are all one sender.
    """
    return hmac.new(_day_key(secret, day), _network(address, _COUNTED_BITS).encode(), sha256).hexdigest()[
        :_KEYED_CHARACTERS
    ]


@lru_cache(maxsize=2)
def _day_key(secret: bytes, day: str) -> bytes:
    return hmac.digest(secret, f"limits/{day}".encode(), sha256)


def _network(text: str, bits: dict[int, int]) -> str:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, bits[address.version]), strict=False).network_address)
