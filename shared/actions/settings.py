"""What each function of the actions must be told by its environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


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
    """ARN of the secret that signs stamps."""
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
