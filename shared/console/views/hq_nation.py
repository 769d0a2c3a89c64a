"""A nation as HQ sees it, and what HQ makes of it: closed and opened, ended, put away, had back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.nation_sheet import LEAVE, REPLACE, helm_of, sheet_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.sites.lifecycle import archive_nation, close_nation, keep_nation, resume_nation, suspend_nation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation
    from shared.sites.lifecycle import Helm

WRONG = 422

WITH_REASON: Mapping[str, Callable[..., Nation]] = {
    "suspend": suspend_nation,
    "close": close_nation,
    "archive": archive_nation,
}
AT_ONCE: Mapping[str, Callable[..., Nation]] = {"resume": resume_nation, "keep": keep_nation}
"""What is done by one button, and back by another."""
PAGES: Mapping[str, str] = {REPLACE: "candidate", LEAVE: "remove"}
"""What has a page of its own."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show how the nation stands."""
    return _page(visit, desk)


def steer(verb: str, visit: Visit, desk: Desk) -> Response:
    """Do what the button says, and show how the nation stands then."""
    slug = visit.params["nation"]
    try:
        _do(verb, slug, visit.request.form.get("reason", ""), helm_of(desk, visit.signed_in.member, visit.now))
    except InputError:
        return _page(visit, desk, faulty=verb)
    return redirect(visit.at(f"/hq/nations/{slug}"))


def _do(verb: str, slug: str, reason: str, helm: Helm) -> None:
    if verb in AT_ONCE:
        AT_ONCE[verb](slug, helm=helm)
    else:
        WITH_REASON[verb](slug, reason=reason, helm=helm)


def _page(visit: Visit, desk: Desk, *, faulty: str = "") -> Response:
    nation, member = desk.nations.get(visit.params["nation"]), visit.signed_in.member
    operator = desk.pages.words(visit.language).say("operator")
    return framed(
        visit,
        desk,
        "hq-nation",
        status=WRONG if faulty else 200,
        sheet=sheet_of(nation, desk, now=visit.now, operator=operator),
        site=desk.site_address.format(slug=nation.slug),
        steers=may(member, Permission.RUN_NATIONS, nation=None, now=visit.now),
        looks=may(member, Permission.LOOK_INSIDE, nation=None, now=visit.now),
        sees_team=may(member, Permission.MANAGE_TEAM, nation=nation.slug, now=visit.now),
        with_reason=tuple(WITH_REASON),
        ways=PAGES,
        faulty=faulty,
        reason=visit.request.form.get("reason", ""),
    )


ROUTES = (
    Route(method="GET", path="/hq/nations/{nation}", needs=Permission.READ_NATIONS, view=show),
    *(
        Route(
            method="POST",
            path=f"/hq/nations/{{nation}}/{verb}",
            needs=Permission.RUN_NATIONS,
            view=partial(steer, verb),
        )
        for verb in (*WITH_REASON, *AT_ONCE)
    ),
)
