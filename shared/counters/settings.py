"""What `keep_counters` must be told by its environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCountersSettings(Settings):
    """`keep_counters`: counts what people did, and shows it on the pages."""

    network_table: str
    people_table: str
    site_bucket: str
    timezone: str
    """IANA name of the time zone whose days figures are told by."""
