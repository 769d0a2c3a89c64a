"""All that a browser may ask of the console, as one table: what is not in it does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.console.views import assets, signing_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

    View = Callable[[Visit, Desk], Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A method and a path, whose `{parts}` each stand for one segment, and the view that answers them."""

    method: str
    path: str
    view: View

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


ROUTES: tuple[Route, ...] = (
    Route(method="GET", path="/assets/{file}", view=assets.send),
    Route(method="GET", path="/sign-in", view=signing_in.ask),
)


def find(method: str, path: str) -> tuple[Route, Mapping[str, str]] | None:
    """Return the route of a request with the named parts of its path, or None."""
    for route in ROUTES:
        parts = route.match(path)
        if route.method == method and parts is not None:
            return route, parts
    return None
