"""Looking inside a nation: for a reason that the nation reads, for some hours, and over by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shared.access.errors import NotInTeam
from shared.access.looking_inside import LONGEST, REASON_CHARACTERS, look_inside
from shared.access.permission import Permission
from shared.access.revoking import Revoking, revoke
from shared.console.nation_sheet import sheet_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

WRONG = 422
HOURS = tuple(range(1, int(LONGEST.total_seconds()) // 3600 + 1))


def ask(visit: Visit, desk: Desk) -> Response:
    """Ask what for and for how long; tell who looks at this moment."""
    return _page(visit, desk)


def take(visit: Visit, desk: Desk) -> Response:
    """Open the nation's people to read, after its log says so."""
    form, nation = visit.request.form, desk.nations.get(visit.params["nation"])
    hours = {str(each): each for each in HOURS}.get(form.get("hours", ""), 0)
    try:
        look_inside(
            visit.signed_in.member,
            nation.slug,
            reason=form.get("reason", ""),
            span=timedelta(hours=hours),
            members=desk.members,
            now=visit.now,
            draw=desk.draw,
        )
    except InputError as error:
        return _page(visit, desk, fault=f"fault_look{error.faults[0].place}")
    return redirect(visit.at(f"/nation/{nation.slug}/people"))


def end(visit: Visit, desk: Desk) -> Response:
    """End a look before its time."""
    name, nation = visit.request.form.get("grant", ""), desk.nations.get(visit.params["nation"])
    team = desk.members.team(nation.slug)
    if not any(standing.grant.id == name and standing.grant.reason for standing in team.standings):
        raise NotInTeam(name)
    task = Revoking(by=visit.signed_in.member, members=desk.members, now=visit.now, draw=desk.draw)
    revoke(name, nation=nation.slug, task=task)
    return redirect(visit.at(f"/hq/nations/{nation.slug}"))


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    nation, form = desk.nations.get(visit.params["nation"]), visit.request.form
    return framed(
        visit,
        desk,
        "look",
        status=WRONG if fault else 200,
        sheet=sheet_of(nation, desk, now=visit.now, operator=""),
        hours=HOURS,
        characters=REASON_CHARACTERS,
        typed={"reason": form.get("reason", ""), "hours": form.get("hours", "1")},
        fault=fault,
    )


ROUTES = (
    Route(method="GET", path="/hq/nations/{nation}/look", needs=Permission.LOOK_INSIDE, view=ask),
    Route(method="POST", path="/hq/nations/{nation}/look", needs=Permission.LOOK_INSIDE, view=take),
    Route(method="POST", path="/hq/nations/{nation}/look/end", needs=Permission.LOOK_INSIDE, view=end),
)
