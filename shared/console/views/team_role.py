"""Taking a role back, once it was said what else ends with it; or an invitation that nobody has accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.errors import NotInTeam
from shared.access.permission import Permission
from shared.access.revoking import Revoking, revoke, void_with, withdraw, would_go
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.teamwork import holders, waiting
from shared.console.views.frame import framed
from shared.console.views.team import base_of, looking_at
from shared.kernel.errors import Conflict
from shared.kernel.numbers import whole_number

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def ask(visit: Visit, desk: Desk) -> Response:
    """Say what ends with a role, and ask."""
    return _page(visit, desk)


def take_back(visit: Visit, desk: Desk) -> Response:
    """Take a role back with all that hangs on it, if that is what the form was shown with; else ask again."""
    shown = whole_number(visit.request.form.get("shown", ""))
    try:
        revoke(
            visit.params["grant"], nation=visit.nation, task=_task(visit, desk), shown=-1 if shown is None else shown
        )
    except NotInTeam:
        return _back(visit)  # The form came twice, or the role went along with another one.
    except Conflict:
        return _page(visit, desk, fault="fault_teamchanged")
    return _back(visit)


def take_offer_back(visit: Visit, desk: Desk) -> Response:
    """Withdraw an invitation."""
    withdraw(visit.request.form.get("invitation", ""), nation=visit.nation, task=_task(visit, desk))
    return _back(visit)


def _task(visit: Visit, desk: Desk) -> Revoking:
    return Revoking(by=visit.signed_in.member, members=desk.members, now=visit.now, draw=desk.draw)


def _back(visit: Visit) -> Response:
    return redirect(visit.at(f"/{base_of(visit.nation)}"))


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    team, name = desk.members.team(visit.nation), visit.params["grant"]
    gone = would_go(name, team, by=visit.signed_in.member, now=visit.now)
    look = looking_at(team, visit, desk)
    return framed(
        visit,
        desk,
        "team-role",
        status=409 if fault else 200,
        base=base_of(visit.nation),
        role=holders(gone[:1], look)[0],
        along=holders(gone[1:], look),
        void=waiting(void_with(gone, team, now=visit.now), look),
        shown=team.revision,
        fault=fault,
    )


def _routes(base: str, needs: Permission) -> tuple[Route, ...]:
    return (
        Route(method="GET", path=f"{base}/roles/{{grant}}", needs=needs, view=ask),
        Route(method="POST", path=f"{base}/roles/{{grant}}", needs=needs, view=take_back),
        Route(method="POST", path=f"{base}/withdraw", needs=needs, view=take_offer_back),
    )


ROUTES = (
    *_routes("/hq/team", Permission.INVITE_HQ),
    *_routes("/nation/{slug}/team", Permission.MANAGE_TEAM),
)
