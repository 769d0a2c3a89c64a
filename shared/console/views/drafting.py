"""From a form to a change of a page's draft, and back to the page with whatever stood in the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.console.manuscript import manuscript_of
from shared.console.response import Response, redirect
from shared.console.revisions import revision_in
from shared.console.views.page_desk import IN_THE_WAY, editor, page_address
from shared.sites.writing import edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.console.desk import Desk
    from shared.console.manuscript import Manuscript
    from shared.console.visit import Visit
    from shared.sites.drafts import Draft
    from shared.sites.pages import Page


def changed(visit: Visit, desk: Desk, change: Callable[[Page], Page]) -> Response:
    """Change the draft of the path's page, and lead back to it; else show it with what stood in the way."""
    manuscript = manuscript_of(visit, desk, may_write=True)
    try:
        write(visit, desk, manuscript, change)
    except tuple(IN_THE_WAY) as error:
        return editor(visit, desk, manuscript_of(visit, desk), fault=IN_THE_WAY[type(error)])
    return redirect(page_address(visit))


def write(visit: Visit, desk: Desk, manuscript: Manuscript, change: Callable[[Page], Page]) -> Draft:
    """Change the draft; the log tells when one is begun. Raises what IN_THE_WAY names."""
    begun = partial(note, visit, desk, "began-draft")
    return edit(manuscript.writer, change, revision=revision_in(visit), begun=begun)


def note(visit: Visit, desk: Desk, what: str, **about: str) -> None:
    """Write into the nation's log what is done to the path's page."""
    told = {"page": visit.params["page"], **about}
    member = visit.signed_in.member
    desk.audit.record(entry(what, by=member, nation=visit.nation, about=told, now=visit.now, draw=desk.draw))
