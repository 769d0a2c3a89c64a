"""What the API must be told by its environment; built by the infrastructure from the stage configuration."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeNetworkApiSettings(Settings):
    """`serve_network_api`: HQ's automation over HTTP."""

    network_table: str
    intake_bucket: str
    rollout_machine: str
    upload_seconds: int
    """How long a presigned upload stays open."""
    site_bucket: str
    network_domain: str
    publications_queue: str
    """URL of the queue of publications, for what events change."""
    signing_secret: str
    """Name of the secret that makes the link of a candidate's invitation."""
    country: str
    """ISO 3166 code of the country whose election the network has: events are held during its silence."""
