"""What `publish_nation` must be told by its environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishNationSettings(Settings):
    """`publish_nation`: publishes the site of a nation again, because somebody asked."""

    network_table: str
    site_bucket: str
    network_domain: str
    publications_queue: str
    """Where it asks for the next wave of an update of the kit."""
    country: str
    """ISO 3166 code of the country whose zones and election the network has."""
