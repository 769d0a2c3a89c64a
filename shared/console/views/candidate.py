"""Putting another candidate in the place of one who leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.errors import NotAllowed
from shared.access.permission import Permission
from shared.access.replacing import Replacing, Successor, replace_candidate
from shared.console.nation_sheet import REPLACE, helm_of, sheet_of
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.console.words import LANGUAGES
from shared.kernel.errors import InputError
from shared.nations.errors import IllegalTransition

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit
    from shared.nations.nation import Nation

WRONG = 422
STAYS, GOES = "stays", "goes"
TYPED = ("name", "email", "address", "team")


def ask(visit: Visit, desk: Desk) -> Response:
    """Ask who takes over, and what becomes of the team."""
    return _page(visit, desk)


def take(visit: Visit, desk: Desk) -> Response:
    """Have the nation led by somebody else, and show their link this once."""
    nation, form, by = desk.nations.get(visit.params["nation"]), visit.request.form, visit.signed_in.member
    if form.get("team") not in (STAYS, GOES):
        return _page(visit, desk, fault="fault_team")
    successor = Successor(
        name=form.get("name", ""),
        email=form.get("email", ""),
        address=form.get("address", ""),
        called=form.get("called", ""),
        language=_language(nation),
        keeps_team=form["team"] == STAYS,
    )
    task = Replacing(by=by, members=desk.members, helm=helm_of(desk, by, visit.now), draw=desk.draw, keys=desk.keys)
    try:
        _, token = replace_candidate(nation.slug, successor, task)
    except InputError as error:
        return _page(visit, desk, fault=f"fault_{error.faults[0].place}")
    except NotAllowed:
        return _page(visit, desk, fault="fault_oneself")
    return _page(visit, desk, link=f"{visit.request.origin}{visit.at(f'/invitation/{token}')}")


def _language(nation: Nation) -> str:
    spoken = nation.seed.facts.get("language", "")
    return spoken if spoken in LANGUAGES else LANGUAGES[0]


def _page(visit: Visit, desk: Desk, *, fault: str = "", link: str = "") -> Response:
    nation, form = desk.nations.get(visit.params["nation"]), {} if link else visit.request.form
    sheet = sheet_of(nation, desk, now=visit.now, operator="")
    if REPLACE not in sheet.verbs:
        raise IllegalTransition(nation.slug, nation.status, "given another candidate")
    return framed(
        visit,
        desk,
        "candidate",
        status=WRONG if fault else 200,
        sheet=sheet,
        typed={"called": form.get("called", nation.seed.name), **{name: form.get(name, "") for name in TYPED}},
        fault=fault,
        link=link,
    )


ROUTES = (
    Route(method="GET", path="/hq/nations/{nation}/candidate", needs=Permission.RUN_NATIONS, view=ask),
    Route(method="POST", path="/hq/nations/{nation}/candidate", needs=Permission.RUN_NATIONS, view=take),
)
