"""One block of a page in its form, with the page as it will be read beside it; each pause in typing shows it anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.block_form import (
    BlockFaults,
    Typed,
    blank,
    block_in,
    form_of,
    name_of,
    reworked,
    typed_in,
    typed_of,
)
from shared.console.manuscript import choices_of, manuscript_of, writable
from shared.console.response import Response, framing, page, redirect
from shared.console.revisions import revision_in
from shared.console.route import Route
from shared.console.views.drafting import write
from shared.console.views.frame import framed, told_beside
from shared.console.views.page_desk import IN_THE_WAY, InTheWay, page_address
from shared.kernel.errors import NotFound
from shared.sites.blocks import Policy
from shared.sites.blocks.kinds import NAME
from shared.sites.drafting import ADDABLE, added, block_of, written
from shared.sites.drafts import DraftChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.console.desk import Desk
    from shared.console.manuscript import Manuscript
    from shared.console.visit import Visit
    from shared.sites.blocks import Block

MARK_BYTES = 2
"""Of a new block's name before it has a title: two tabs that write one each are not to write the same."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show a block's form; of a locked one, what it says and why nobody here writes it."""
    manuscript = manuscript_of(visit, desk)
    block = block_of(manuscript.draft.page, visit.params["block"])
    return _page(visit, desk, manuscript, typed_of(block))


def save(visit: Visit, desk: Desk) -> Response:
    """Write what was typed into the draft; or show the form again, after one of the buttons of its lists, or faulty."""
    manuscript = manuscript_of(visit, desk, may_write=True)
    typed = typed_in(visit.request.form, _standing(visit, manuscript).kind)
    if worked := reworked(typed, visit.request.form.get("do", "")):
        return _page(visit, desk, manuscript, worked)
    try:
        _write(visit, desk, manuscript, typed)
    except BlockFaults as faults:
        return _page(visit, desk, manuscript, typed, faults=faults.by_field)
    except tuple(IN_THE_WAY) as error:
        return _page(visit, desk, manuscript_of(visit, desk), typed, fault=IN_THE_WAY[type(error)])
    return redirect(page_address(visit))


def try_out(visit: Visit, desk: Desk) -> Response:
    """Write what was typed so far into the draft, if it fits, and show the page with it: a part of a page."""
    manuscript = manuscript_of(visit, desk, may_write=True)
    typed = typed_in(visit.request.form, _standing(visit, manuscript).kind)
    return _tried(visit, desk, partial(_write, visit, desk, manuscript, typed), at=visit.params["block"])


def _tried(visit: Visit, desk: Desk, write_it: Callable[[], object], *, at: str) -> Response:
    """Write, and show the page from a block on; or tell beside the form why it does not show what was typed."""
    try:
        write_it()
    except BlockFaults as faults:
        is_unknown = "placeholder" in faults.by_field.values()
        return told_beside(visit, desk, "fault_block_placeholder" if is_unknown else "try_unfit")
    except tuple(IN_THE_WAY) as error:
        return told_beside(visit, desk, IN_THE_WAY[type(error)].word)
    fresh = manuscript_of(visit, desk)
    return page(desk.pages.show("page-preview", visit, manuscript=fresh, at=at, is_part=True))


def begin(visit: Visit, desk: Desk) -> Response:
    """Show the empty form of a block that is to be added."""
    return _page(visit, desk, manuscript_of(visit, desk), blank(_kind(visit.request.query)))


def add(visit: Visit, desk: Desk) -> Response:
    """Add what was typed to the draft as a block of the nation's own."""
    manuscript, form = manuscript_of(visit, desk, may_write=True), visit.request.form
    typed = typed_in(form, _kind(form))
    if worked := reworked(typed, form.get("do", "")):
        return _page(visit, desk, manuscript, worked)
    name = name_of(typed.texts.get("title") or typed.kind, {block.id for block in manuscript.draft.page.blocks})
    try:
        _add(visit, desk, manuscript, typed, name=name)
    except BlockFaults as faults:
        return _page(visit, desk, manuscript, typed, faults=faults.by_field)
    except tuple(IN_THE_WAY) as error:
        return _page(visit, desk, manuscript_of(visit, desk), typed, fault=IN_THE_WAY[type(error)])
    return redirect(page_address(visit))


def try_new(visit: Visit, desk: Desk) -> Response:
    """Write what was typed so far into the draft as a new block, if it fits, and show the page with it.

    The next try, and the form when it is saved, find that block by the name that the form was shown with.
    """
    manuscript = manuscript_of(visit, desk, may_write=True)
    typed = typed_in(visit.request.form, _kind(visit.request.form))
    name = _name_in(visit) or _fresh_name(typed.kind, desk)
    return _tried(visit, desk, partial(_try_new, visit, desk, manuscript, typed, name), at=name)


def _try_new(visit: Visit, desk: Desk, manuscript: Manuscript, typed: Typed, name: str) -> None:
    # A form that was saved meanwhile has added its block: what was typed before that comes too late to add another.
    if not _begun(manuscript, typed.kind, name) and revision_in(visit) != manuscript.draft.revision:
        raise DraftChanged(manuscript.nation.slug, manuscript.page.name)
    _add(visit, desk, manuscript, typed, name=name)


def _add(visit: Visit, desk: Desk, manuscript: Manuscript, typed: Typed, *, name: str) -> None:
    """Add a new block under a name; write it in place of what was tried of it before."""
    begun = _begun(manuscript, typed.kind, _name_in(visit))
    block = block_in(typed, block_id=begun or name, policy=Policy.FREE, pages=_pages(manuscript))
    change = partial(written, block=block) if begun else partial(added, block=block, after=_after(visit))
    write(visit, desk, manuscript, change)


def _begun(manuscript: Manuscript, kind: str, name: str) -> str:
    """Return the name of the block that was begun under it, empty if there is none."""
    free = (block for block in manuscript.draft.page.blocks if block.policy is Policy.FREE)
    return next((block.id for block in free if (block.id, block.kind) == (name, kind)), "")


def _name_in(visit: Visit) -> str:
    name = visit.request.form.get("name", "")
    return name if NAME.fullmatch(name) else ""


def _fresh_name(kind: str, desk: Desk) -> str:
    return f"{kind}-{desk.draw(MARK_BYTES)}"


def _after(visit: Visit) -> str:
    return visit.request.form.get("after") or visit.request.query.get("after", "")


def _write(visit: Visit, desk: Desk, manuscript: Manuscript, typed: Typed) -> None:
    before = _standing(visit, manuscript)
    pages = _pages(manuscript)
    block = block_in(typed, block_id=before.id, policy=before.policy, pages=pages, before=before)
    write(visit, desk, manuscript, partial(written, block=block))


def _standing(visit: Visit, manuscript: Manuscript) -> Block:
    return block_of(manuscript.draft.page, visit.params["block"])


def _pages(manuscript: Manuscript) -> set[str]:
    return {page.name for page in manuscript.reach.pages.pages(manuscript.nation.slug)}


def _kind(fields: Mapping[str, str]) -> str:
    kind = fields.get("kind", "")
    if kind not in ADDABLE:
        raise NotFound("there is no such kind of block to add")
    return kind


def _page(
    visit: Visit,
    desk: Desk,
    manuscript: Manuscript,
    typed: Typed,
    *,
    faults: Mapping[str, str] | None = None,
    fault: InTheWay | None = None,
) -> Response:
    block = visit.params.get("block", "")
    status = 422 if faults else fault.status if fault else 200
    form = form_of(typed, choices=choices_of(manuscript.reach, manuscript.nation), faults=faults)
    shown = framed(
        visit,
        desk,
        "page-block",
        status=status,
        manuscript=manuscript,
        form=form,
        block=block,
        after=_after(visit),
        name=_name_in(visit) or _fresh_name(typed.kind, desk),
        is_locked=bool(block) and writable(manuscript.draft.page, block) is None,
        fault=fault.word if fault else "",
    )
    return framing(shown)


ROUTES = (
    Route(method="GET", path="/nation/{slug}/pages/{page}/new", needs=Permission.EDIT_PAGES, view=begin),
    Route(method="POST", path="/nation/{slug}/pages/{page}/new", needs=Permission.EDIT_PAGES, view=add),
    Route(method="POST", path="/nation/{slug}/pages/{page}/new/try", needs=Permission.EDIT_PAGES, view=try_new),
    Route(method="GET", path="/nation/{slug}/pages/{page}/blocks/{block}", needs=Permission.EDIT_PAGES, view=show),
    Route(method="POST", path="/nation/{slug}/pages/{page}/blocks/{block}", needs=Permission.EDIT_PAGES, view=save),
    Route(
        method="POST",
        path="/nation/{slug}/pages/{page}/blocks/{block}/try",
        needs=Permission.EDIT_PAGES,
        view=try_out,
    ),
)
