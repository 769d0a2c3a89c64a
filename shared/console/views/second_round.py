"""The second round: HQ marks who goes on, sees who does not, and ends those campaigns with thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.nation_sheet import helm_of
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.sites.second_round import TOLD, end_campaigns, running, second_round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit
    from shared.sites.second_round import SecondRound

WRONG = 422


def ask(visit: Visit, desk: Desk) -> Response:
    """Ask who goes on."""
    return _page(visit, desk)


def weigh(visit: Visit, desk: Desk) -> Response:
    """Show who goes on and who does not, before anything is done."""
    try:
        parted = second_round(_marked(visit), nations=desk.nations)
    except InputError as error:
        return _page(visit, desk, fault=f"fault_{error.faults[0].place}")
    return _confirm(visit, desk, parted)


def close(visit: Visit, desk: Desk) -> Response:
    """End the campaigns that were shown, if their number was typed."""
    slugs, typed = visit.request.ticked("closing"), visit.request.form.get("typed", "").strip()
    if not slugs:
        return _page(visit, desk, fault="fault_nobodycloses")
    if typed != str(len(slugs)):
        return _confirm(visit, desk, _parted(slugs, desk), fault="fault_number")
    helm = helm_of(desk, visit.signed_in.member, visit.now)
    try:
        ended = end_campaigns(slugs, reason=visit.request.form.get("reason", ""), helm=helm)
    except InputError:
        return _confirm(visit, desk, _parted(slugs, desk), fault="fault_reason")
    return framed(visit, desk, "second-round-ended", ended=ended)


def _marked(visit: Visit) -> set[str]:
    """Return who was ticked or written down: a list may be pasted, one a line or between commas."""
    written = visit.request.form.get("written", "").replace(",", " ").replace(";", " ").lower().split()
    return {*visit.request.ticked("going"), *written}


def _parted(closing: Sequence[str], desk: Desk) -> SecondRound:
    going = {nation.slug for nation in running(desk.nations)} - set(closing)
    return second_round(going, nations=desk.nations)


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    campaigns = running(desk.nations)
    return framed(
        visit,
        desk,
        "second-round",
        status=WRONG if fault else 200,
        campaigns=campaigns,
        marked=set(visit.request.ticked("going")),
        written=visit.request.form.get("written", ""),
        fault=fault,
        unknown=sorted(_marked(visit) - {nation.slug for nation in campaigns})[:TOLD],
    )


def _confirm(visit: Visit, desk: Desk, parted: SecondRound, *, fault: str = "") -> Response:
    return framed(
        visit,
        desk,
        "second-round-confirm",
        status=WRONG if fault else 200,
        parted=parted,
        reason=visit.request.form.get("reason"),
        fault=fault,
    )


ROUTES = (
    Route(method="GET", path="/hq/second-round", needs=Permission.RUN_NATIONS, view=ask),
    Route(method="POST", path="/hq/second-round", needs=Permission.RUN_NATIONS, view=weigh),
    Route(method="POST", path="/hq/second-round/close", needs=Permission.RUN_NATIONS, view=close),
)
