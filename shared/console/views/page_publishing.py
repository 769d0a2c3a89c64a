"""Bring a page's draft out, throw it away, or take it over onto a page that HQ has changed meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.manuscript import belongings_of, manuscript_of
from shared.console.response import Response, redirect
from shared.console.revisions import revision_in
from shared.console.route import Route
from shared.console.silence import through_or_waiting
from shared.console.views.drafting import note
from shared.console.views.page_desk import IN_THE_WAY, InTheWay, editor, page_address
from shared.kernel.errors import InputError
from shared.nations.publications import PublicationOrder
from shared.sites.errors import ContentError
from shared.sites.writing import discard, renew, seen, settle

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.manuscript import Manuscript
    from shared.console.visit import Visit


def publish(visit: Visit, desk: Desk) -> Response:
    """Make the draft the page, and ask for the site to be made again; without a draft, only that.

    During silence the site waits for its end, unless somebody who may gives a reason.
    """
    manuscript = manuscript_of(visit, desk, may_write=True)
    try:
        order = _ordered(visit, desk, manuscript)
    except InputError:
        return editor(visit, desk, manuscript, fault=InTheWay("silence_fault_reason"))
    except ContentError:
        return editor(visit, desk, manuscript, fault=InTheWay("fault_unshown"))
    except tuple(IN_THE_WAY) as error:
        return editor(visit, desk, manuscript_of(visit, desk), fault=IN_THE_WAY[type(error)])
    desk.publications.ask([order])
    return redirect(page_address(visit))


def _ordered(visit: Visit, desk: Desk, manuscript: Manuscript) -> PublicationOrder:
    """Write down what is published and why it may be, then make the draft the page; return what asks for the site."""
    nation, writer = manuscript.nation, manuscript.writer
    # Before the reason is kept, for ever: nobody lets through a draft that they have not seen.
    seen(manuscript.draft, writer, revision=revision_in(visit))
    if manuscript.is_open:
        _look(visit, desk, manuscript)
    reason = through_or_waiting(visit, desk, nation, what=f"publishing page {writer.page}")
    tell = partial(note, visit, desk, "published-page", **({"reason": reason} if reason else {}))
    if manuscript.is_open:
        settle(writer, revision=revision_in(visit), kit=manuscript.kit, tell=tell)
    else:
        tell()
    return PublicationOrder(slug=nation.slug, by=writer.by, at=visit.now, override=reason)


def throw_away(visit: Visit, desk: Desk) -> Response:
    """Throw the draft away that was seen."""
    manuscript = manuscript_of(visit, desk, may_write=True)
    try:
        discard(manuscript.writer, revision=revision_in(visit), tell=partial(note, visit, desk, "discarded-draft"))
    except tuple(IN_THE_WAY) as error:
        return editor(visit, desk, manuscript_of(visit, desk), fault=IN_THE_WAY[type(error)])
    return redirect(page_address(visit))


def take_over(visit: Visit, desk: Desk) -> Response:
    """Take the draft over onto the page as it is by now."""
    manuscript = manuscript_of(visit, desk, may_write=True)
    try:
        renew(manuscript.writer, revision=revision_in(visit), tell=partial(note, visit, desk, "renewed-draft"))
    except tuple(IN_THE_WAY) as error:
        return editor(visit, desk, manuscript_of(visit, desk), fault=IN_THE_WAY[type(error)])
    return redirect(page_address(visit))


def _look(visit: Visit, desk: Desk, manuscript: Manuscript) -> None:
    """Make the page once: one that cannot be made would stop every later publication. Raises ContentError."""
    desk.previews.show(manuscript.nation, belongings_of(manuscript), manuscript.draft.page, now=visit.now)


ROUTES = (
    Route(method="POST", path="/nation/{slug}/pages/{page}/publish", needs=Permission.PUBLISH, view=publish),
    Route(method="POST", path="/nation/{slug}/pages/{page}/discard", needs=Permission.EDIT_PAGES, view=throw_away),
    Route(method="POST", path="/nation/{slug}/pages/{page}/renew", needs=Permission.EDIT_PAGES, view=take_over),
)
