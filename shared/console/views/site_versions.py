"""The publications of a nation's whole site, and the way back to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.permission import Permission
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.silence import let_through, silence_facts
from shared.console.views.frame import framed
from shared.console.views.log import names_of
from shared.elections.errors import HeldBySilence
from shared.elections.notices import Due
from shared.kernel.errors import InputError, NotFound
from shared.nations.publications import PublicationOrder
from shared.sites.publication import BACK_TO

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def listed(visit: Visit, desk: Desk) -> Response:
    """Show the publications on record, the latest first."""
    return _page(visit, desk)


def back(visit: Visit, desk: Desk) -> Response:
    """Ask for an earlier publication to be put back; during silence that takes a reason."""
    nation, member = desk.nations.get(visit.params["slug"]), visit.signed_in.member
    slug, told = nation.slug, visit.request.form.get("version", "")
    numbers = {str(each.number): each.number for each in desk.reach(slug).versions.history(slug)}
    if told not in numbers:
        raise NotFound("there is no such version any more")
    try:
        reason = let_through(visit, desk, nation, what=f"going back to version {told}")
    except HeldBySilence:
        return _page(visit, desk, fault="fault_silent", status=409)
    except InputError:
        return _page(visit, desk, fault="silence_fault_reason", status=422)
    about = {"version": told} | ({"reason": reason} if reason else {})
    desk.audit.record(entry("site-went-back", by=member, nation=slug, about=about, now=visit.now, draw=desk.draw))
    order = PublicationOrder(slug=slug, by=member.id, at=visit.now, version=numbers[told], override=reason)
    desk.publications.ask([order])
    return redirect(visit.at(f"/nation/{slug}/site?asked={told}"))


def _page(visit: Visit, desk: Desk, *, fault: str = "", status: int = 200) -> Response:
    slug = desk.nations.get(visit.params["slug"]).slug
    versions = desk.reach(slug).versions.history(slug)
    return framed(
        visit,
        desk,
        "site-versions",
        status=status,
        fault=fault,
        slug=slug,
        versions=versions,
        names=names_of({each.by for each in versions}, visit, desk) | _clocks(visit, desk),
        back_to={each.number: each.reason.removeprefix(BACK_TO) for each in versions if BACK_TO in each.reason},
        asked=visit.request.query.get("asked", ""),
        **silence_facts(visit, desk),
    )


def _clocks(visit: Visit, desk: Desk) -> dict[str, str]:
    """Return what is to be told where nobody but the clock had the site made."""
    words = desk.pages.words(visit.language)
    return {due.value: words.say(f"site_by_{due.name.lower()}") for due in Due}


ROUTES = (
    Route(method="GET", path="/nation/{slug}/site", needs=Permission.EDIT_PAGES, view=listed),
    Route(method="POST", path="/nation/{slug}/site", needs=Permission.PUBLISH, view=back),
)
