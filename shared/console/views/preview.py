"""A page as the public will read it, shown in a frame that runs nothing and leads nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.manuscript import belongings_of, manuscript_of
from shared.console.response import Response, framed_by_us, lasting, origin_of, page
from shared.console.route import Door, Route
from shared.console.views.problems import missing
from shared.sites.errors import ContentError
from shared.sites.files import PICTURE

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def show(visit: Visit, desk: Desk) -> Response:
    """Show the draft of a page, or the page as it stands where there is none."""
    manuscript = manuscript_of(visit, desk)
    nation = manuscript.nation
    stylesheet = visit.at(f"/nation/{nation.slug}/preview/sheets/{_name(nation, desk)}")
    shown = manuscript.page if visit.request.query.get("of") == "page" else manuscript.draft.page
    belongings = belongings_of(manuscript)
    try:
        html = desk.previews.show(nation, belongings, shown, now=visit.now, stylesheet=stylesheet)
    except ContentError:
        html, status = desk.pages.show("preview-fault", visit), 422
    else:
        status = 200
    return framed_by_us(page(html, status=status), pictures=origin_of(desk.site_address.format(slug=nation.slug)))


def stylesheet(visit: Visit, desk: Desk) -> Response:
    """Send the stylesheet of the nation's site, which the frame loads without a session."""
    nation = desk.nations.get(visit.params["slug"])
    if visit.params["file"] != _name(nation, desk):
        return missing(visit, desk)
    file = desk.previews.stylesheet(nation)
    return lasting(file.body.decode(), content_type=file.content_type)


def picture(visit: Visit, desk: Desk) -> Response:
    """Lead to a picture of the nation, which lies on its site for everybody."""
    slug, path = visit.params["slug"], f"assets/{visit.params['file']}"
    if not SLUG.fullmatch(slug) or not PICTURE.fullmatch(path):
        return missing(visit, desk)
    return Response(status=302, headers={"Location": desk.site_address.format(slug=slug) + path})


def _name(nation: Nation, desk: Desk) -> str:
    return desk.previews.stylesheet(nation).path.rpartition("/")[2]


ROUTES = (
    Route(method="GET", path="/nation/{slug}/preview/sheets/{file}", needs=Door.ANYBODY, view=stylesheet),
    Route(method="GET", path="/nation/{slug}/preview/assets/{file}", needs=Door.ANYBODY, view=picture),
    Route(method="GET", path="/nation/{slug}/preview/{page}/assets/{file}", needs=Door.ANYBODY, view=picture),
    Route(method="GET", path="/nation/{slug}/preview/{page}/", needs=Permission.EDIT_PAGES, view=show),
)
