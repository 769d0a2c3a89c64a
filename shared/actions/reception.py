"""What taking actions needs from the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shared.actions.admission import Admission
    from shared.actions.known import KnownNations
    from shared.actions.limits import Limits
    from shared.actions.stamps import Stamps
    from shared.actions.taken import TakenAction
    from shared.kernel.clock import Clock
    from shared.kernel.secrets import SigningKeys
    from shared.kits.banners import Banners


class ActionsQueue(Protocol):
    """Where taken actions wait to be recorded."""

    def put(self, action: TakenAction) -> None:
        """Keep the action for good; raises TransientError if it cannot be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """The ports of `take_action`.

    `admission` knows which events take one more guest; `banners` tell how the network is called on a nation's pages;
    `network_domain` is the domain whose subdomains are the nations' sites; `language` is spoken where neither the form
    nor the nation says which.
    """

    nations: KnownNations
    admission: Admission
    stamps: Stamps
    limits: Limits
    queue: ActionsQueue
    keys: SigningKeys
    clock: Clock
    banners: Banners
    network_domain: str
    country: str
    language: str
