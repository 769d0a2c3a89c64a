"""What each function of the actions must be told by its environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings
from shared.mail.settings import WaitingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeActionSettings(Settings):
    """`take_action`: checks what visitors send and puts it into the queue."""

    network_table: str
    actions_queue: str
    """URL of the queue between the visitor and the people table."""
    network_domain: str
    country: str
    """ISO 3166 code of the network's own country: phones without a prefix and its election's calendar."""
    signing_secret: str
    """Name of the secret that signs stamps."""
    edge_secret: str
    """Name of the secret by which CloudFront is known."""
    stamp_wait_seconds: int
    """A form sent sooner after it was opened was filled in by a program."""
    stamp_valid_seconds: int
    """A form that was open for longer is shown again before it is taken."""
    address_limit: int
    """Actions that one address may send to one nation within `limit_seconds`."""
    nation_limit: int
    """Actions that one nation takes within `limit_seconds`."""
    limit_seconds: int
    """Length of the window in which actions are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordActionSettings(Settings):
    """`record_action`: empties the queue into the people table."""

    network_table: str
    people_table: str
    network_domain: str
    country: str
    """ISO 3166 code of the country whose zones the network uses."""
    timezone: str
    """By whose clock a deed's day is told: `Europe/Paris`."""
    actions_queue: str
    """URL of the queue, to hasten the next try of a message that failed."""
    retry_seconds: int
    """How long a message that failed rests before its next try; a killed worker's rests for the visibility timeout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendConfirmationSettings(WaitingSettings):
    """`send_confirmation`: writes to who must confirm."""

    network_table: str
    people_table: str
    network_domain: str
    country: str
    """ISO 3166 code of the country whose zones the network uses."""
    site_address: str
    """Where a nation's site opens, with `{slug}` for its name: `https://{slug}.plein-jour.example/`."""
    sender: str
    """The address that confirmations come from."""
    signing_secret: str
    """Name of the secret that signs links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerConfirmationSettings(Settings):
    """`answer_confirmation`: the pages behind the links of mails."""

    network_table: str
    people_table: str
    network_domain: str
    country: str
    """ISO 3166 code of the country whose zones the network uses."""
    signing_secret: str
    """Name of the secret that signs links."""
    edge_secret: str
    """Name of the secret by which CloudFront is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyRetentionSettings(Settings):
    """`apply_retention`: removes nations whose grace is up, and lets go of what ended campaigns know of people."""

    network_table: str
    people_table: str
    network_domain: str
    country: str
    """ISO 3166 code of the network's own country, whose calendar says when a campaign is over."""
    retention_days: int
    """Days after a nation's end for which its people are kept."""
    publications_queue: str
    """URL of the queue where the sites of removed nations are asked to be taken down."""
