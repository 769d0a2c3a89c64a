"""What the function of imports must be told by its environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportNationSettings(Settings):
    """`import_nation`: carries out the imports, and the changes of many people, that nations' teams asked for."""

    network_table: str
    people_table: str
    intake_bucket: str
    country: str
    """ISO 3166: where national phone numbers are of."""
    range_bytes: int
    shard_bytes: int
