"""Addresses that requests come from, as networks: one household or company may send from many."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENDER_BITS = {4: 32, 6: 64}
"""What counts as one sender, by version of IP: an IPv6 customer has at least a /64 to vary (RFC 6177)."""


def network_of(text: str, *, bits: Mapping[int, int]) -> str:
    """Return the first address of the network that an address lies in, `bits` wide; empty for a text that is none.

    An IPv4 address that is written as an IPv6 one counts as what it is.
    """
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, bits[address.version]), strict=False).network_address)
