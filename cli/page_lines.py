"""How a nation's pages read on a terminal: their blocks, their drafts, and what differs word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.wording import table
from shared.sites.differences import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.manuscript import Manuscript
    from shared.sites.differences import BlockDifference, Piece
    from shared.sites.drafts import Draft
    from shared.sites.pages import Page

ABOUT_IT = 5
"""Words of what stays that are shown before and behind what differs."""

MARKS = {Change.NEW: "{{+{}+}}", Change.GONE: "[-{}-]"}
"""How words that came and words that went are told apart, as `wdiff` does."""


def describe_page(page: Page, kit: Page | None, draft: Draft | None) -> dict[str, Any]:
    """Return a page of the list for programs."""
    writing = {"revision": draft.revision, "by": draft.by, "at": draft.at.isoformat()} if draft else None
    return {
        "page": page.name,
        "title": page.heading.title,
        "menu": page.heading.menu,
        "blocks": len(page.blocks),
        "own": kit is not None and page.blocks != kit.blocks,
        "draft": writing,
        "overtaken": draft is not None and not draft.is_on(page),
    }


def rows_of_pages(pages: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return pages for people, a line each."""
    rows = [
        [page["page"], page["menu"] or "–", str(page["blocks"]), "own" if page["own"] else "kit", _draft(page)]
        for page in pages
    ]
    return table(["page", "menu", "blocks", "words", "draft"], rows)


def lines_of_page(manuscript: Manuscript) -> tuple[str, ...]:
    """Return a page's blocks for people, a line each, and how far its draft is."""
    draft, kit = manuscript.draft, manuscript.kit.blocks if manuscript.kit else ()
    rows = [[block.id, block.kind, block.policy.value, "kit" if block in kit else "own"] for block in draft.page.blocks]
    since = f"draft, revision {draft.revision}, since {draft.at.isoformat()}" if manuscript.is_open else "no draft"
    overtaken = manuscript.is_open and not draft.is_on(manuscript.page)
    notice = ("the page has changed since its draft began: `banneret page renew` takes the draft over",)
    return (since, *(notice if overtaken else ()), *table(["block", "kind", "who writes it", "words"], rows))


def describe_difference(found: BlockDifference) -> dict[str, Any]:
    """Return what differs in a block, for programs."""
    fields = [{"field": field.place, "before": field.before, "after": field.after} for field in found.fields]
    return {"block": found.id, "kind": found.kind, "change": found.change.value, "fields": fields}


def lines_of_difference(found: BlockDifference) -> Iterator[str]:
    """Yield what differs in a block for people: `[-what is gone-]`, `{+what is new+}`."""
    yield f"{found.id or found.kind} ({found.kind}): {found.change}"
    for field in found.fields:
        yield f"  {field.place}: {''.join(map(marked, field.pieces))}"


def marked(piece: Piece) -> str:
    """Return words with their fate; of many that stay, the first and the last."""
    text = " ".join(piece.text.split("\n"))
    if piece.change in MARKS:
        return MARKS[piece.change].format(text)
    words = text.split(" ")
    return text if len(words) <= 2 * ABOUT_IT else " ".join([*words[:ABOUT_IT], "…", *words[-ABOUT_IT:]])


def _draft(page: dict[str, Any]) -> str:
    if not page["draft"]:
        return "–"
    return f"revision {page['draft']['revision']}{', overtaken' if page['overtaken'] else ''}"
