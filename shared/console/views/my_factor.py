"""One's own second factor: set up by whoever has none, changed by whoever has another phone; the password comes first.

Whoever has one shows a code of it as well: only that gives the token that enrols another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.sign_in import Challenged
from shared.console.entering import has_lost, is_held, wait, was_right
from shared.console.response import Response, page
from shared.console.route import Door, Route
from shared.console.views.signing_in import FORBIDDEN, MANY

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def ask(visit: Visit, desk: Desk) -> Response:
    """Say what a second factor is for, and ask for the password."""
    return _page(visit, desk)


def prove(visit: Visit, desk: Desk) -> Response:
    """Try the password, which counts as a try on the name, and lead on to the code or to the square."""
    member = visit.signed_in.member
    if is_held(member.id, visit, desk):
        return _page(visit, desk, fault="fault_held", status=MANY)
    proof = desk.sign_in.try_password(member.id, visit.request.form.get("password", ""))
    if proof is None:
        return _page(visit, desk, fault="fault_own", status=FORBIDDEN)
    was_right(member.id, visit, desk)
    return wait(visit, desk, member, proof, renews=isinstance(proof, Challenged) or has_lost(member, proof))


def _page(visit: Visit, desk: Desk, *, fault: str = "", status: int = 200) -> Response:
    has_one = visit.signed_in.member.enrolled_at is not None or visit.signed_in.session.second_factor_at is not None
    return page(desk.pages.show("my-factor", visit, to=visit.to or "/me", has_one=has_one, fault=fault), status=status)


ROUTES = (
    Route(method="GET", path="/me/second-factor", needs=Door.SIGNED_IN, view=ask),
    Route(method="POST", path="/me/second-factor", needs=Door.SIGNED_IN, view=prove),
)
