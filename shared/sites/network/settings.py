"""What the functions of the network's own site must be told by their environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishNetworkSettings(Settings):
    """`publish_network`: reads nations and events, publishes the site."""

    network_table: str
    site_bucket: str
    network_domain: str
    country: str
    """ISO 3166 code of the country whose zones the network uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindNationSettings(Settings):
    """`find_nation`: answers the finder without a script, from the files that its script reads."""

    network_table: str
    site_bucket: str
    network_domain: str
