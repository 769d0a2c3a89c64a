"""An e-mail written for the visitor, as a link that opens their own mail program (RFC 6068)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from shared.sites.placeholders import Wording


def letter_link(email: str, wording: Wording, subject: str, message: str = "") -> str:
    """Return the `mailto:` link of a letter to `email`; subject and message may hold placeholders."""
    link = f"mailto:{quote(email, safe='@+')}?subject={wording.quoted(subject)}"
    return f"{link}&body={wording.quoted(message)}" if message else link
