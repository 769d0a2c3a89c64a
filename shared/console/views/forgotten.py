"""A forgotten password: a link by mail, and a new password behind it. Nobody learns from it who is a member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.errors import LinkOver
from shared.access.lockout import take_letter
from shared.access.member import member_id
from shared.access.passwords import ask_for_password, choose_password, whose_link
from shared.access.sign_in import WeakPassword
from shared.console.entering import attempt_of
from shared.console.response import Response, page
from shared.console.route import Door, Route
from shared.console.views.problems import problem
from shared.console.views.signing_in import MANY
from shared.people.email import normalise_email

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

GONE, UNFIT = 410, 422


def ask(visit: Visit, desk: Desk) -> Response:
    """Ask for the address."""
    return _page(visit, desk)


def take(visit: Visit, desk: Desk) -> Response:
    """Have a link mailed to a member; whoever is nobody here takes the same way, and is told the same."""
    email = normalise_email(visit.request.form.get("email", ""))
    if email is None:
        return _page(visit, desk, fault="fault_email", status=UNFIT)
    someone, key = member_id(email, key=desk.members.key()), desk.members.key()
    if take_letter(attempt_of(someone, visit), tries=desk.tries, key=key, now=visit.now):
        return _page(visit, desk, fault="fault_held", status=MANY)
    ask_for_password(someone, members=desk.members, post=desk.post, keys=desk.keys, now=visit.now, draw=desk.draw)
    return _page(visit, desk, is_sent=True)


def show(visit: Visit, desk: Desk) -> Response:
    """Ask for the new password."""
    try:
        whose_link(visit.params["token"], members=desk.members, post=desk.post, now=visit.now)
    except LinkOver:
        return problem(visit, desk, told="link", status=GONE)
    return _choice(visit, desk)


def change(visit: Visit, desk: Desk) -> Response:
    """Set the new password, and lead to signing in with it: the link alone brings nobody in."""
    password, again = (visit.request.form.get(name, "") for name in ("password", "again"))
    try:
        member = whose_link(visit.params["token"], members=desk.members, post=desk.post, now=visit.now)
        if password != again:
            return _choice(visit, desk, fault="fault_again")
        choose_password(
            member,
            password,
            sign_in=desk.sign_in,
            members=desk.members,
            tries=desk.tries,
            now=visit.now,
            draw=desk.draw,
        )
    except LinkOver:
        return problem(visit, desk, told="link", status=GONE)
    except WeakPassword:
        return _choice(visit, desk, fault="fault_weak")
    return page(desk.pages.show("new-password", visit, is_done=True, token_text="", fault=""))


def _page(visit: Visit, desk: Desk, *, fault: str = "", status: int = 200, is_sent: bool = False) -> Response:
    typed = visit.request.form.get("email", "")
    return page(desk.pages.show("forgotten", visit, email=typed, fault=fault, is_sent=is_sent), status=status)


def _choice(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    shown = desk.pages.show("new-password", visit, is_done=False, token_text=visit.params["token"], fault=fault)
    return page(shown, status=UNFIT if fault else 200)


ROUTES = (
    Route(method="GET", path="/forgotten", needs=Door.ANYBODY, view=ask),
    Route(method="POST", path="/forgotten", needs=Door.ANYBODY, view=take),
    Route(method="GET", path="/new-password/{token}", needs=Door.ANYBODY, view=show),
    Route(method="POST", path="/new-password/{token}", needs=Door.ANYBODY, view=change),
)
