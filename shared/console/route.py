"""One thing that a browser may ask of the console, and who may ask it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.access.permission import Permission
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

    View = Callable[[Visit, Desk], Response]


class Door(Enum):
    """Who comes through without a permission of their own."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    """Whoever has a session, whether or not they have accepted the charter."""
    MEMBER = "member"
    """Whoever has a session and has accepted the charter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A method and a path, whose `{parts}` each stand for one segment, whom it is for, and the view that answers.

    A permission is asked in the nation that `{slug}` names, or in the network where the path names none.
    """

    method: str
    path: str
    needs: Permission | Door
    view: View

    @property
    def is_open(self) -> bool:
        """Whether no session is needed."""
        return self.needs is Door.ANYBODY

    def match(self, path: str) -> Mapping[str, str] | None:
        """Return the named parts of a path that is this route's, or None."""
        wanted, given = self.path.split("/"), path.split("/")
        if len(wanted) != len(given):
            return None
        parts: dict[str, str] = {}
        for want, have in zip(wanted, given, strict=True):
            if want.startswith("{") and have:
                parts[want.strip("{}")] = have
            elif want != have:
                return None
        return parts
