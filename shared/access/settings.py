"""What the functions of access must be told by their environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.mail.settings import WaitingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLettersSettings(WaitingSettings):
    """`send_letters`: writes to members and to whoever is invited."""

    network_table: str
    network_domain: str
    console_address: str
    """Where the control panel opens, with a slash at the end."""
    sender: str
    """The address that letters come from."""
    signing_secret: str
    """Name of the secret that makes the links of letters."""
    hold_seconds: int
    """How long a letter that is taken in hand is nobody else's: longer than the function may run."""
