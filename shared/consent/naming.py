"""Ids of the ledger's entries: told from what they are about, so that a repetition writes the same entry."""

from __future__ import annotations

from hashlib import sha256

_CHARACTERS = 16


def entry_id(*about: str) -> str:
    """Return the id of the entry about these words: 64 bits of SHA-256 in hexadecimal, unique to one person."""
    return sha256("\n".join(about).encode()).hexdigest()[:_CHARACTERS]
