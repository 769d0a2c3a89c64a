"""All that a browser may ask of the console, as one table: what is not in it does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.views import (
    assets,
    charter,
    enrolling,
    home,
    hq,
    invitation,
    log,
    nation,
    people,
    second_factor,
    signing_in,
    signing_out,
    team,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


ROUTES: tuple[Route, ...] = (
    Route(method="GET", path="/assets/{file}", needs=Door.ANYBODY, view=assets.send),
    Route(method="GET", path="/sign-in", needs=Door.ANYBODY, view=signing_in.ask),
    Route(method="POST", path="/sign-in", needs=Door.ANYBODY, view=signing_in.take),
    Route(method="GET", path="/second-factor", needs=Door.ANYBODY, view=second_factor.ask),
    Route(method="POST", path="/second-factor", needs=Door.ANYBODY, view=second_factor.take),
    Route(method="GET", path="/invitation/{token}", needs=Door.ANYBODY, view=invitation.show),
    Route(method="POST", path="/invitation/{token}", needs=Door.ANYBODY, view=invitation.take),
    Route(method="GET", path="/enrol", needs=Door.ANYBODY, view=enrolling.show),
    Route(method="POST", path="/enrol", needs=Door.ANYBODY, view=enrolling.take),
    Route(method="POST", path="/enrol/later", needs=Door.ANYBODY, view=enrolling.put_off),
    Route(method="GET", path="/charter", needs=Door.SIGNED_IN, view=charter.show),
    Route(method="POST", path="/charter", needs=Door.SIGNED_IN, view=charter.take),
    Route(method="POST", path="/sign-out", needs=Door.SIGNED_IN, view=signing_out.here),
    Route(method="POST", path="/sign-out-everywhere", needs=Door.SIGNED_IN, view=signing_out.everywhere),
    Route(method="GET", path="/", needs=Door.MEMBER, view=home.lead),
    Route(method="GET", path="/me", needs=Door.MEMBER, view=home.me),
    Route(method="GET", path="/hq", needs=Permission.READ_NATIONS, view=hq.board),
    Route(method="GET", path="/hq/board", needs=Permission.READ_NATIONS, view=hq.board_part),
    Route(method="GET", path="/hq/nations", needs=Permission.READ_NATIONS, view=hq.nations),
    Route(method="GET", path="/hq/team", needs=Permission.INVITE_HQ, view=team.show),
    Route(method="POST", path="/hq/team/invite", needs=Permission.INVITE_HQ, view=team.invite_somebody),
    Route(method="POST", path="/hq/team/revoke", needs=Permission.INVITE_HQ, view=team.take_back),
    Route(method="GET", path="/hq/log", needs=Permission.READ_LOG, view=log.show),
    Route(method="GET", path="/nation/{slug}", needs=Permission.READ_FIGURES, view=nation.home),
    Route(method="GET", path="/nation/{slug}/people", needs=Permission.READ_PEOPLE, view=people.listed),
    Route(method="GET", path="/nation/{slug}/people/{person}", needs=Permission.READ_PEOPLE, view=people.profile),
    Route(method="GET", path="/nation/{slug}/team", needs=Permission.MANAGE_TEAM, view=team.show),
    Route(method="POST", path="/nation/{slug}/team/invite", needs=Permission.MANAGE_TEAM, view=team.invite_somebody),
    Route(method="POST", path="/nation/{slug}/team/revoke", needs=Permission.MANAGE_TEAM, view=team.take_back),
    Route(method="GET", path="/nation/{slug}/log", needs=Permission.READ_LOG, view=log.show),
)


def wanted(path: str) -> str:
    """Return a path that somebody may be led to after signing in, or nothing: it is none of our inner pages."""
    found = find("GET", path)
    return path if found and not found[0].is_open else ""


def find(method: str, path: str) -> tuple[Route, Mapping[str, str]] | None:
    """Return the route of a request with the named parts of its path, or None."""
    for route in ROUTES:
        parts = route.match(path)
        if route.method == method and parts is not None:
            return route, parts
    return None
