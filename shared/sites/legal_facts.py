"""What the law wants a site to say of who stands behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from shared.sites.errors import ContentError

_LINK = re.compile(r"https://[^\s<>\"'\\{}|^`]+")


def is_https(address: str) -> bool:
    """Tell whether an address can be linked to: https, with a host, and without signs that a URL must encode."""
    try:
        return bool(_LINK.fullmatch(address) and urlsplit(address).hostname)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialAgent:
    """Who alone may take money for the candidate (code électoral, art. L52-4 to L52-6); `link` is the
    agent's https donation page, empty where there is none.
    """

    name: str
    link: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        """Refuse a link that is not https."""
        if self.link and not is_https(self.link):
            raise ContentError("financial agent: link is no https address")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFacts:
    """What the legal notice says; a fact left empty is left out."""

    publisher: str = ""
    address: str = ""
    controller: str = ""
    financial_agent: FinancialAgent | None = None
