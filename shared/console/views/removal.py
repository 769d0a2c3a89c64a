"""Removing a nation: what goes and when is said first, and the nation's name is typed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.actions.letting_go import campaign_of
from shared.console.clock import nation_clock
from shared.console.nation_sheet import LEAVE, helm_of, sheet_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.kernel.numbers import whole_number
from shared.nations.errors import IllegalTransition
from shared.sites.lifecycle import GRACE, LONGEST_GRACE, plan_removal

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

WRONG = 422


def ask(visit: Visit, desk: Desk) -> Response:
    """Say what would become of the nation and its people."""
    return _page(visit, desk)


def take(visit: Visit, desk: Desk) -> Response:
    """Set the removal, if the nation's name was typed exactly."""
    form, slug = visit.request.form, visit.params["nation"]
    if form.get("typed", "").strip() != slug:
        return _page(visit, desk, fault="fault_typed")
    grace = timedelta(days=whole_number(form.get("days", ""), most=LONGEST_GRACE.days) or 0)
    helm = helm_of(desk, visit.signed_in.member, visit.now)
    try:
        plan_removal(slug, reason=form.get("reason", ""), grace=grace, helm=helm)
    except InputError as error:
        return _page(visit, desk, fault=f"fault_{error.faults[0].place}")
    return redirect(visit.at(f"/hq/nations/{slug}"))


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    form, nation = visit.request.form, desk.nations.get(visit.params["nation"])
    sheet = sheet_of(nation, desk, now=visit.now, operator="")
    if LEAVE not in sheet.verbs:
        raise IllegalTransition(nation.slug, nation.status, "removed")
    goes = visit.now + GRACE
    last_day = goes.astimezone(nation_clock(nation, desk)).date()
    over = campaign_of(nation.seed, calendar=desk.calendar, days=desk.retention_days, last_day=last_day)
    return framed(
        visit,
        desk,
        "removal",
        status=WRONG if fault else 200,
        sheet=sheet,
        site=desk.site_address.format(slug=nation.slug),
        goes=goes,
        people_go=over.goes_at.date() if over else None,
        longest=LONGEST_GRACE.days,
        typed={"reason": form.get("reason", ""), "days": form.get("days", str(GRACE.days)), "typed": ""},
        fault=fault,
    )


ROUTES = (
    Route(method="GET", path="/hq/nations/{nation}/remove", needs=Permission.RUN_NATIONS, view=ask),
    Route(method="POST", path="/hq/nations/{nation}/remove", needs=Permission.RUN_NATIONS, view=take),
)
