"""A nation's pages: the list, and the one on the desk, whose heading and order of blocks can be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.clock import nation_clock, telling_by
from shared.console.manuscript import kit_of, manuscript_of
from shared.console.response import Response, page
from shared.console.route import Route
from shared.console.views.drafting import changed, write
from shared.console.views.frame import framed, told_beside
from shared.console.views.page_desk import IN_THE_WAY, InTheWay, editor, found_as, published_facts
from shared.kernel.errors import NotFound
from shared.sites.blocks.reading import one_line
from shared.sites.drafting import LONGEST_WORDS, moved, removed, restored, retitled
from shared.sites.placeholders import unknown_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    words = _heading(visit)
    if fault := _heading_fault(words):
        return editor(visit, desk, manuscript_of(visit, desk), fault=InTheWay(fault))
    return changed(visit, desk, _retitling(words))


def try_heading(visit: Visit, desk: Desk) -> Response:
    """Write what the page is called so far into its draft, if it fits, and show it as it is found: a part of a page."""
    words = _heading(visit)
    if fault := _heading_fault(words):
        return told_beside(visit, desk, fault)
    try:
        write(visit, desk, manuscript_of(visit, desk, may_write=True), _retitling(words))
    except tuple(IN_THE_WAY) as error:
        return told_beside(visit, desk, IN_THE_WAY[type(error)].word)
    fresh = manuscript_of(visit, desk)
    preview = desk.pages.show("page-preview", visit, manuscript=fresh, at="", is_part=True)
    found = desk.pages.show("page-found", visit, found=found_as(fresh, visit, desk), is_part=True)
    # What the public reads now has a draft before it, with the buttons that bring it out.
    return page(preview + found).with_headers({"HX-Trigger": "draft-kept"})


def _heading(visit: Visit) -> dict[str, str]:
    return {name: one_line(visit.request.form.get(name, "")) for name in LONGEST_WORDS}


def _retitling(words: Mapping[str, str]) -> Callable[[Page], Page]:
    return partial(retitled, title=words["title"], description=words["description"], menu=words["menu"])


def _heading_fault(words: Mapping[str, str]) -> str:
    """Return what is wrong with a heading, by its key in the catalogue; empty where nothing is."""
    too_long = any(len(text) > LONGEST_WORDS[name] for name, text in words.items())
    if too_long or not words["title"] or not words["description"]:
        return "fault_heading"
    return "fault_block_placeholder" if any(map(unknown_in, words.values())) else ""


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
    Route(method="POST", path="/nation/{slug}/pages/{page}/heading/try", needs=Permission.EDIT_PAGES, view=try_heading),
    Route(method="POST", path="/nation/{slug}/pages/{page}/arrange", needs=Permission.EDIT_PAGES, view=arrange),
)
