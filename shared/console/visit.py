"""One request with all that is known of who makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.access.session import SignedIn
    from shared.console.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request on its way through the console; `params` are the named parts of its path.

    `csrf` is the token of this browser's forms: the session's, or before there is one a guest's.
    """

    request: Request
    language: str
    csrf: str
    now: datetime
    who: SignedIn | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    to: str = ""
    """The path of one of our pages that somebody wanted before they were asked to sign in."""

    @property
    def signed_in(self) -> SignedIn:
        """Who visits, in views of routes that nobody else reaches."""
        if self.who is None:
            raise LookupError("a view for members was reached without a session: see its route")
        return self.who

    @property
    def nation(self) -> str | None:
        """The slug of the nation that the path is about."""
        return self.params.get("slug")

    def at(self, path: str) -> str:
        """Return the address of one of our paths, which begins with a slash."""
        return self.request.root + path.removeprefix("/")
