"""The publications of a nation's whole site, and the way back to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.permission import Permission
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.console.views.log import names_of
from shared.kernel.errors import NotFound
from shared.nations.publications import PublicationOrder
from shared.sites.publication import BACK_TO

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def listed(visit: Visit, desk: Desk) -> Response:
    """Show the publications on record, the latest first."""
    slug = desk.nations.get(visit.params["slug"]).slug
    versions = desk.reach(slug).versions.history(slug)
    return framed(
        visit,
        desk,
        "site-versions",
        slug=slug,
        versions=versions,
        names=names_of({each.by for each in versions}, visit, desk),
        back_to={each.number: each.reason.removeprefix(BACK_TO) for each in versions if BACK_TO in each.reason},
        asked=visit.request.query.get("asked", ""),
    )


def back(visit: Visit, desk: Desk) -> Response:
    """Ask for an earlier publication to be put back."""
    slug, member = desk.nations.get(visit.params["slug"]).slug, visit.signed_in.member
    told = visit.request.form.get("version", "")
    numbers = {str(each.number): each.number for each in desk.reach(slug).versions.history(slug)}
    if told not in numbers:
        raise NotFound("there is no such version any more")
    deed = entry("site-went-back", by=member, nation=slug, about={"version": told}, now=visit.now, draw=desk.draw)
    desk.audit.record(deed)
    desk.publications.ask([PublicationOrder(slug=slug, by=member.id, at=visit.now, version=numbers[told])])
    return redirect(visit.at(f"/nation/{slug}/site?asked={told}"))


ROUTES = (
    Route(method="GET", path="/nation/{slug}/site", needs=Permission.EDIT_PAGES, view=listed),
    Route(method="POST", path="/nation/{slug}/site", needs=Permission.PUBLISH, view=back),
)
