"""Who comes through to a view, and where everybody else is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shared.access.authority import may
from shared.access.charter import has_accepted
from shared.access.permission import Permission
from shared.console.response import Response, redirect
from shared.console.route import Door
from shared.console.routes import wanted
from shared.console.views.problems import missing, problem
from shared.nations.errors import NationUnknown
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from shared.access.session import SignedIn
    from shared.console.desk import Desk
    from shared.console.route import Route
    from shared.console.visit import Visit

_P = Permission
CHANGING = frozenset({_P.EDIT_PEOPLE, _P.EDIT_PAGES, _P.PUBLISH, _P.EDIT_EVENTS, _P.EDIT_FACTS})
"""What a nation's team may do to its campaign; who is in the team may still change, and people may be exported."""


def turned_away(visit: Visit, route: Route, desk: Desk) -> Response | None:
    """Return the answer to somebody whom a route is not for, or None: they come through."""
    if route.is_open:
        return None
    if visit.who is None:
        return _to_sign_in(visit)
    if route.needs is Door.SIGNED_IN:
        return None
    who = visit.who
    return _held_up(visit, who, desk) or _without_right(visit, route, who, desk) or _put_away(visit, route, who, desk)


def _held_up(visit: Visit, who: SignedIn, desk: Desk) -> Response | None:
    """Stop those of HQ who have shown no second factor, and whoever has not accepted the charter."""
    if who.member.is_hq(visit.now) and who.session.second_factor_at is None:
        return problem(visit, desk, told="factor", status=403)
    if not has_accepted(who.member):
        return redirect(visit.at("/charter"))
    return None


def _without_right(visit: Visit, route: Route, who: SignedIn, desk: Desk) -> Response | None:
    if not isinstance(route.needs, Permission):
        return None
    if may(who.member, route.needs, nation=visit.nation, now=visit.now):
        return None
    return missing(visit, desk)


def _put_away(visit: Visit, route: Route, who: SignedIn, desk: Desk) -> Response | None:
    """Stop changes of a nation that was archived, and everything its former team sends to one that is gone.

    Its pages need no reading of the record for that: they read it anyway (see `framed`).
    """
    if visit.nation is None or not visit.request.posts:
        return None
    status = _status_of(visit.nation, desk)
    if status is NationStatus.REMOVED and not who.member.is_hq(visit.now):
        return missing(visit, desk)
    if status in (NationStatus.ARCHIVED, NationStatus.REMOVED) and route.needs in CHANGING:
        return problem(visit, desk, told="away", status=409)
    return None


def _status_of(slug: str, desk: Desk) -> NationStatus | None:
    """Return where a nation stands; of one that does not exist the view itself knows what to say."""
    try:
        return desk.nations.get(slug).status
    except NationUnknown:
        return None


def _to_sign_in(visit: Visit) -> Response:
    to = "" if visit.request.wants_part else wanted(visit.request.path)
    address = visit.at(f"/sign-in?{urlencode({'to': to})}" if to.strip("/") else "/sign-in")
    if visit.request.wants_part:
        return Response(status=204, headers={"HX-Redirect": address})
    return redirect(address)
