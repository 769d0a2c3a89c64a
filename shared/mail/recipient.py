"""Who an e-mail is for, as far as the e-mail says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.errors import ContentError
from shared.sites.placeholders import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINK = re.compile(r"https://\S+|http://([a-z0-9-]+\.)*localhost(:\d+)?/\S*")
"""An address that nobody reads on its way: encrypted, or never leaving this machine (RFC 6761)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person; raises ContentError for an e-mail that they could not stop.

    `unsubscribe_url` is theirs alone. An e-mail that asks somebody to confirm has a `confirm_url` instead: it comes
    once, and not again unless they follow it; `asked` are the sentences that they confirm, word for word.
    """

    unsubscribe_url: str = ""
    confirm_url: str = ""
    asked: tuple[str, ...] = ()
    first_name: str = ""

    def __post_init__(self) -> None:
        """Refuse an e-mail that nobody could stop, and a link that others could read."""
        if not (self.unsubscribe_url or self.confirm_url):
            raise ContentError("recipient: neither unsubscribe_url nor confirm_url")
        for name in ("unsubscribe_url", "confirm_url"):
            link = getattr(self, name)
            if link and not _LINK.fullmatch(link):
                raise ContentError(f"recipient: {name} is no https address")

    def greeting(self, messages: Mapping[str, str]) -> str:
        """Return the first line of the e-mail."""
        name = one_line(self.first_name)
        return messages["greeting_named"].replace("{first_name}", name) if name else messages["greeting"]


def sample_recipient() -> Recipient:
    """Return somebody for a preview."""
    return Recipient(
        first_name="Dominique",
        unsubscribe_url="https://plein-jour.example/unsubscribe/",
        confirm_url="https://plein-jour.example/confirm/",
    )
