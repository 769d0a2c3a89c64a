"""A page's past: what differs between two states of it, word by word, what was published before, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.manuscript import manuscript_of
from shared.console.response import Response, redirect
from shared.console.revisions import revision_in
from shared.console.route import Route
from shared.console.views.drafting import note
from shared.console.views.frame import framed
from shared.console.views.log import names_of
from shared.console.views.page_desk import IN_THE_WAY, editor, page_address
from shared.kernel.errors import NotFound
from shared.sites.differences import differences, is_reordered
from shared.sites.drafts import EditionUnknown
from shared.sites.writing import bring_back

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.manuscript import Manuscript
    from shared.console.visit import Visit
    from shared.sites.pages import Page

PAGE, KIT = "page", "kit"
"""What a draft may be compared with besides an edition: the page as it was published, and what it came from."""


def compare(visit: Visit, desk: Desk) -> Response:
    """Show what the page on the desk says that the page, the kit or an edition does not, and the other way round."""
    manuscript = manuscript_of(visit, desk)
    editions = manuscript.reach.pages.editions(manuscript.nation.slug, manuscript.page.name)
    wanted = visit.request.query.get("with") or (PAGE if manuscript.is_open else KIT)
    others = {each.at.isoformat(): each.page for each in editions}
    before = _other(manuscript, wanted, others)
    after = manuscript.draft.page
    return framed(
        visit,
        desk,
        "page-compare",
        manuscript=manuscript,
        editions=editions,
        wanted=wanted,
        differences=differences(before, after),
        is_reordered=is_reordered(before, after),
    )


def listed(visit: Visit, desk: Desk) -> Response:
    """Show what was published of the page, the latest first."""
    manuscript = manuscript_of(visit, desk)
    editions = manuscript.reach.pages.editions(manuscript.nation.slug, manuscript.page.name)
    names = names_of({each.by for each in editions}, visit, desk)
    return framed(visit, desk, "page-editions", manuscript=manuscript, editions=editions, names=names)


def back(visit: Visit, desk: Desk) -> Response:
    """Write an older edition into the draft: nobody reads it before it is published."""
    manuscript = manuscript_of(visit, desk, may_write=True)
    edition, tell = visit.request.form.get("edition", ""), partial(note, visit, desk, "brought-page-back")
    try:
        bring_back(manuscript.writer, edition, revision=revision_in(visit), tell=tell)
    except EditionUnknown:
        raise
    except tuple(IN_THE_WAY) as error:
        return editor(visit, desk, manuscript_of(visit, desk), fault=IN_THE_WAY[type(error)])
    return redirect(page_address(visit))


def _other(manuscript: Manuscript, wanted: str, editions: dict[str, Page]) -> Page:
    found = {PAGE: manuscript.page, KIT: manuscript.kit, **editions}.get(wanted)
    if found is None:
        raise NotFound("there is nothing of that name to compare with")
    return found


ROUTES = (
    Route(method="GET", path="/nation/{slug}/pages/{page}/compare", needs=Permission.EDIT_PAGES, view=compare),
    Route(method="GET", path="/nation/{slug}/pages/{page}/editions", needs=Permission.EDIT_PAGES, view=listed),
    Route(method="POST", path="/nation/{slug}/pages/{page}/editions", needs=Permission.EDIT_PAGES, view=back),
)
