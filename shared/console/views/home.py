"""The way from the front door to one's own place, and what one is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.lasting import last_day
from shared.console.clock import nation_clock
from shared.console.menu import homes_of
from shared.console.response import Response, redirect
from shared.console.route import Door, Route
from shared.console.views.frame import framed
from shared.console.words import LANGUAGES, day_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from shared.access.grant import Grant
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def lead(visit: Visit, desk: Desk) -> Response:
    """Lead somebody to the one place that is theirs, or to the list of them."""
    homes = homes_of(visit.signed_in.member, now=visit.now)
    if not homes:
        return framed(visit, desk, "nowhere")
    return redirect(visit.at(f"/{homes[0]}" if len(homes) == 1 else "/me"))


def me(visit: Visit, desk: Desk) -> Response:
    """Show what somebody may do where and until when, and the ways out."""
    grants = visit.signed_in.member.live_grants(visit.now)
    return framed(visit, desk, "me", rights=[right(grant, visit, desk) for grant in grants], languages=LANGUAGES)


def right(grant: Grant, visit: Visit, desk: Desk) -> dict[str, str]:
    """Return a role as a list of somebody's rights shows it, with its last day by the clock of where it is."""
    until = day_of(_last_day(grant.expires_at, grant.nation, desk), language=visit.language) if grant.expires_at else ""
    path = f"nation/{grant.nation}" if grant.nation else "hq"
    return {"role": grant.role, "place": grant.nation or "", "path": path, "until": until}


def _last_day(end: datetime, slug: str | None, desk: Desk) -> date:
    return last_day(end, nation_clock(desk.nations.get(slug) if slug else None, desk))


ROUTES = (
    Route(method="GET", path="/", needs=Door.MEMBER, view=lead),
    Route(method="GET", path="/me", needs=Door.MEMBER, view=me),
)
