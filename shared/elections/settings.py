"""What `keep_silence` must be told by its environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSilenceSettings(Settings):
    """`keep_silence`: has nations published again whose silence begins or ends."""

    network_table: str
    publications_queue: str
    """URL of the queue of publications."""
    country: str
    """ISO 3166 code of the country whose election the network has."""
