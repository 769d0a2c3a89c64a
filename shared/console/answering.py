"""From a request to its answer: who asks, whether they may, and what then happens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.access.sessions import read_session, renew
from shared.access.tokens import TOKEN_BYTES
from shared.console.cookies import GUEST, SESSION, kept
from shared.console.csrf import is_ours, is_token
from shared.console.guarding import turned_away
from shared.console.routes import find, wanted
from shared.console.views.problems import busy, failed, missing, refused, stale
from shared.console.visit import Visit
from shared.console.words import LANGUAGES, language_of
from shared.kernel.errors import NotFound, PermanentError, TransientError

if TYPE_CHECKING:
    from shared.access.session import SignedIn
    from shared.console.desk import Desk
    from shared.console.request import Request
    from shared.console.response import Response
    from shared.console.route import Route


GUEST_SECONDS = 3600
"""How long a form before signing in may lie open."""


def answer(request: Request, desk: Desk) -> Response:
    """Answer one request; what nobody foresaw is raised, for `give_up`."""
    token = request.cookies.get(SESSION, "")
    who = _whose(token, desk) if token else None
    visit = _visit(request, desk, who)
    response = _answered(visit, desk)
    if who:
        return _renewed(response, who, desk)
    if response.is_page:
        response = response.with_cookies(kept(GUEST, visit.csrf, seconds=GUEST_SECONDS))
    return response


def _renewed(response: Response, who: SignedIn, desk: Desk) -> Response:
    """Have the browser keep another token where it is time, unless the answer ends the session or is kept by caches."""
    if "Cache-Control" in response.headers or any(each.startswith(f"{SESSION}=") for each in response.cookies):
        return response
    now = desk.clock.now()
    try:
        token = renew(who, sessions=desk.sessions, keys=desk.keys, now=now)
    except TransientError:
        return response  # What was asked for is done, and says so; the next answer brings the token.
    seconds = int((who.session.expires_at - now).total_seconds())
    return response.with_cookies(kept(SESSION, token, seconds=seconds)) if token else response


def give_up(request: Request, desk: Desk) -> Response:
    """Answer a request that we failed; nothing is asked of AWS for it."""
    return failed(_visit(request, desk, None), desk)


def _whose(token: str, desk: Desk) -> SignedIn | None:
    return read_session(token, sessions=desk.sessions, members=desk.members, now=desk.clock.now())


def _visit(request: Request, desk: Desk, who: SignedIn | None) -> Visit:
    guest = request.cookies.get(GUEST, "")
    return Visit(
        request=request,
        language=_language(request, who),
        csrf=who.session.csrf if who else guest if is_token(guest) else desk.draw(TOKEN_BYTES),
        now=desk.clock.now(),
        who=who,
        to=wanted(request.form.get("to") or request.query.get("to", "")),
    )


def _language(request: Request, who: SignedIn | None) -> str:
    if who and who.member.language in LANGUAGES:
        return who.member.language
    return language_of(request.headers.get("accept-language", ""))


def _answered(visit: Visit, desk: Desk) -> Response:
    found = find(visit.request.method, visit.request.path)
    if found is None:
        return missing(visit, desk)
    route, params = found
    visit = replace(visit, params=params)
    if away := turned_away(visit, route, desk):
        return away
    if visit.request.posts and not is_ours(visit.request, token=visit.csrf):
        return stale(visit, desk)
    return _seen(visit, desk, route)


def _seen(visit: Visit, desk: Desk, route: Route) -> Response:
    try:
        return route.view(visit, desk)
    except NotFound:
        return missing(visit, desk)
    except TransientError:
        return busy(visit, desk)
    except PermanentError:
        return refused(visit, desk)
