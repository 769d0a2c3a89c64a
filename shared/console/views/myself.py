"""What members decide of themselves: the language that they are spoken to in, and whether they stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.errors import NotAllowed
from shared.access.leaving import Leaving, remove_member
from shared.access.speaking import speak
from shared.console.cookies import SESSION, dropped
from shared.console.response import Response, redirect
from shared.console.route import Door, Route
from shared.console.views.frame import framed
from shared.console.words import LANGUAGES

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

UNFIT = 422


def choose_language(visit: Visit, desk: Desk) -> Response:
    """Speak another language from now on; a choice that is none of the list changes nothing."""
    member, language = visit.signed_in.member, visit.request.form.get("language", "")
    if language in LANGUAGES:
        speak(member, language, members=desk.members, now=visit.now, draw=desk.draw)
    return redirect(visit.at("/me"))


def ask_to_leave(visit: Visit, desk: Desk) -> Response:
    """Say what leaving does, and ask whether they are sure."""
    return _page(visit, desk)


def leave(visit: Visit, desk: Desk) -> Response:
    """Forget the member who asks for it."""
    if visit.request.form.get("sure") != "yes":
        return _page(visit, desk, fault="fault_sure")
    member = visit.signed_in.member
    try:
        remove_member(member, task=leaving_of(visit, desk))
    except NotAllowed:
        return _page(visit, desk, fault="fault_last")
    return redirect(visit.at("/sign-in")).with_cookies(dropped(SESSION))


def leaving_of(visit: Visit, desk: Desk) -> Leaving:
    """Return who has somebody go: the visitor, now."""
    return Leaving(by=visit.signed_in.member, members=desk.members, sign_in=desk.sign_in, now=visit.now, draw=desk.draw)


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    return framed(visit, desk, "leave", status=UNFIT if fault else 200, fault=fault)


ROUTES = (
    Route(method="POST", path="/me/language", needs=Door.MEMBER, view=choose_language),
    Route(method="GET", path="/me/leave", needs=Door.MEMBER, view=ask_to_leave),
    Route(method="POST", path="/me/leave", needs=Door.MEMBER, view=leave),
)
