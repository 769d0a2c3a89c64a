"""The partitions of the `network` table in which the kit is kept."""

from __future__ import annotations

KIT = "KIT"
"""The kit's editions and its draft."""


def run_key(version: str) -> str:
    """Return the partition key of the run that brings nations up to an edition."""
    return f"KITRUN#{version}"
