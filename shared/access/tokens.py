"""Secrets that we hand out and keep only as hashes: whoever reads the table can use none of them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

Draw = Callable[[int], str]
"""Draws so many bytes of chance and writes them in hexadecimal: `secrets.token_hex`, or something tame in a test."""

TOKEN_BYTES = 32
ID_BYTES = 8


def digest_of(token: str) -> str:
    """Return what is kept of a token. It is long and drawn by chance: one round of SHA-256 hides it."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
