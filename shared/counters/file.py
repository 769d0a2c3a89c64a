"""The file from which a nation's pages read its live counters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shared.sites.files import SiteFile

if TYPE_CHECKING:
    from collections.abc import Mapping

FRESH = "public, max-age=15"
"""How long a browser and the CDN show the same numbers: seconds that nobody misses, and most requests spared."""


def counters_file(counts: Mapping[str, int]) -> SiteFile:
    """Return `counters.json`: an object of counters' names and numbers."""
    return SiteFile(
        path="counters.json",
        body=json.dumps(counts, sort_keys=True).encode(),
        content_type="application/json",
        cache_control=FRESH,
    )
