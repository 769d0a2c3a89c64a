"""The partitions of the `network` table in which the kit is kept, and how its editions are named."""

from __future__ import annotations

import re

KIT = "KIT"
"""The kit's editions and its draft."""

EDITION = "EDITION#"

PUBLISHED = re.compile(r"v([0-9]+)\+")
"""How the versions of editions begin that HQ published: `v3+8c1f03ab42de`."""


def edition_sort(number: int) -> str:
    """Return the sort key of an edition: they stand in their order."""
    return f"{EDITION}{number:06}"


def run_key(version: str) -> str:
    """Return the partition key of the run that brings nations up to an edition."""
    return f"KITRUN#{version}"
