"""A nation's pages: the list, and the one on the desk, whose heading and order of blocks can be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.clock import nation_clock, telling_by
from shared.console.manuscript import kit_of, manuscript_of
from shared.console.response import Response, page
from shared.console.route import Route
from shared.console.views.drafting import changed
from shared.console.views.frame import framed
from shared.console.views.page_desk import InTheWay, editor, published_facts
from shared.kernel.errors import NotFound
from shared.sites.blocks.reading import one_line
from shared.sites.drafting import LONGEST_WORDS, moved, removed, restored, retitled
from shared.sites.placeholders import unknown_in

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.sites.pages import Page


def listed(visit: Visit, desk: Desk) -> Response:
    """Show the pages in the order of the menu, with those that have a draft."""
    nation = desk.nations.get(visit.params["slug"])
    shelf = desk.reach(nation.slug).pages
    pages = shelf.pages(nation.slug)
    return framed(
        visit,
        desk,
        "pages",
        nation=nation,
        pages=pages,
        drafts=shelf.drafts(nation.slug),
        own={each.name for each in pages if _is_own(each, kit_of(each, nation, desk))},
        voice=desk.previews.voice(nation, now=visit.now),
        site=desk.site_address.format(slug=nation.slug),
    )


def show(visit: Visit, desk: Desk) -> Response:
    """Show a page's blocks beside the page as it will be read."""
    return editor(visit, desk, manuscript_of(visit, desk))


def publication(visit: Visit, desk: Desk) -> Response:
    """Show anew what the public reads: the page asks while a publication is under way."""
    manuscript = manuscript_of(visit, desk)
    facts = published_facts(visit, desk, manuscript)
    telling = telling_by(nation_clock(manuscript.nation, desk), language=visit.language)
    return page(desk.pages.show("page-public", visit, manuscript=manuscript, **telling, **facts))


def retitle(visit: Visit, desk: Desk) -> Response:
    """Write what the page is called into its draft."""
    form = visit.request.form
    title, description, menu = (one_line(form.get(name, "")) for name in LONGEST_WORDS)
    lengths = zip((title, description, menu), LONGEST_WORDS.values(), strict=True)
    if not title or not description or any(len(text) > longest for text, longest in lengths):
        return editor(visit, desk, manuscript_of(visit, desk), fault=InTheWay("fault_heading"))
    if any(unknown_in(text) for text in (title, description, menu)):
        return editor(visit, desk, manuscript_of(visit, desk), fault=InTheWay("fault_block_placeholder"))
    return changed(visit, desk, partial(retitled, title=title, description=description, menu=menu))


def arrange(visit: Visit, desk: Desk) -> Response:
    """Move a block, take it away, or give the kit's back, in the draft."""
    deed, _, block = visit.request.form.get("do", "").partition(":")
    match deed:
        case "up" | "down":
            return changed(visit, desk, partial(moved, block_id=block, by=-1 if deed == "up" else 1))
        case "remove":
            return changed(visit, desk, partial(removed, block_id=block))
        case "restore":
            return _restore(visit, desk, block)
        case _:
            raise NotFound("there is no such deed")


def _restore(visit: Visit, desk: Desk, block: str) -> Response:
    kit = manuscript_of(visit, desk).kit
    if kit is None:
        raise NotFound("nobody kept what the page came from")
    return changed(visit, desk, partial(restored, kit=kit, block_id=block))


def _is_own(page: Page, kit: Page | None) -> bool:
    return kit is not None and page.blocks != kit.blocks


ROUTES = (
    Route(method="GET", path="/nation/{slug}/pages", needs=Permission.EDIT_PAGES, view=listed),
    Route(method="GET", path="/nation/{slug}/pages/{page}", needs=Permission.EDIT_PAGES, view=show),
    Route(method="GET", path="/nation/{slug}/pages/{page}/public", needs=Permission.EDIT_PAGES, view=publication),
    Route(method="POST", path="/nation/{slug}/pages/{page}/heading", needs=Permission.EDIT_PAGES, view=retitle),
    Route(method="POST", path="/nation/{slug}/pages/{page}/arrange", needs=Permission.EDIT_PAGES, view=arrange),
)
