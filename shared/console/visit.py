"""One request with all that is known of who makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.console.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request on its way through the console; `params` are the named parts of its path."""

    request: Request
    language: str
    csrf: str
    now: datetime
    params: Mapping[str, str] = field(default_factory=dict)

    def at(self, path: str) -> str:
        """Return the address of one of our paths, which begins with a slash."""
        return self.request.root + path.removeprefix("/")
