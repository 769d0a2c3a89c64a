"""A page or an e-mail of the kit's draft as people will read it, in a frame that runs nothing and leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.kit_desk import where_of
from shared.console.response import Response, framed_by_us, lasting, page
from shared.console.route import Door, Route
from shared.console.views.problems import missing
from shared.kits.editing import Kind
from shared.kits.publishing import draft_of
from shared.mail.styles import sources_of_styles
from shared.sites.errors import ContentError

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kits.edition import KitContent


def show(visit: Visit, desk: Desk) -> Response:
    """Show a page or an e-mail as the draft has it."""
    where, content = where_of(visit), _content(visit, desk)
    try:
        if where.kind is Kind.MAIL:
            letter = desk.kit_previews.letter(content, where, now=visit.now).html
            return framed_by_us(page(letter), styles=sources_of_styles(letter))
        sheet = visit.at(f"/hq/kit-sheets/{_name(content, desk)}")
        return framed_by_us(page(desk.kit_previews.page(content, where, now=visit.now, stylesheet=sheet)))
    except ContentError:
        return framed_by_us(page(desk.pages.show("preview-fault", visit), status=422))


def stylesheet(visit: Visit, desk: Desk) -> Response:
    """Send the stylesheet of the draft's banner, which the frame loads without a session."""
    content = _content(visit, desk)
    if visit.params["file"] != _name(content, desk):
        return missing(visit, desk)
    file = desk.kit_previews.stylesheet(content)
    return lasting(file.body.decode(), content_type=file.content_type)


def _content(visit: Visit, desk: Desk) -> KitContent:
    return draft_of(desk.kits, by="", at=visit.now).content


def _name(content: KitContent, desk: Desk) -> str:
    return desk.kit_previews.stylesheet(content).path.rpartition("/")[2]


ROUTES = (
    Route(method="GET", path="/hq/kit-sheets/{file}", needs=Door.ANYBODY, view=stylesheet),
    Route(method="GET", path="/hq/kit/{kind}/{language}/{name}/preview/", needs=Permission.EDIT_KIT, view=show),
)
