"""Who an e-mail is for, as far as the e-mail says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.errors import ContentError
from shared.sites.placeholders import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person; `unsubscribe_url` is theirs alone, and an e-mail without it is refused."""

    unsubscribe_url: str
    first_name: str = ""

    def __post_init__(self) -> None:
        """Refuse an e-mail that nobody could stop."""
        if not self.unsubscribe_url.startswith("https://"):
            raise ContentError("recipient: unsubscribe_url is no https address")

    def greeting(self, messages: Mapping[str, str]) -> str:
        """Return the first line of the e-mail."""
        name = one_line(self.first_name)
        return messages["greeting_named"].replace("{first_name}", name) if name else messages["greeting"]


def sample_recipient() -> Recipient:
    """Return somebody for a preview."""
    return Recipient(first_name="Dominique", unsubscribe_url="https://plein-jour.example/unsubscribe/")
