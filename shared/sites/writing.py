"""Write a nation's pages: change a draft, throw it away, make it the page that the next publication shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.sites.drafting import brought_back
from shared.sites.drafts import Draft, DraftChanged, Edition, EditionUnknown, PageChanged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.sites.drafts import PageDesk
    from shared.sites.pages import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes which page of which nation, and when; `by` is a member's id."""

    slug: str
    page: str
    by: str
    at: datetime
    desk: PageDesk


def edit(writer: Writer, change: Callable[[Page], Page], *, revision: int) -> Draft:
    """Change the draft of a page, or begin one; return it as it then stands.

    `revision` is that of the draft that whoever writes has seen, 0 for none: raises DraftChanged if somebody else wrote
    since, and PageUnknown, and whatever the change raises. A change that changes nothing leaves no draft behind.
    """
    standing = _seen(current(writer), writer, revision)
    after = change(standing.page)
    if after == standing.page:
        return standing
    draft = replace(standing, page=after, revision=standing.revision + 1, by=writer.by, at=writer.at)
    writer.desk.save(writer.slug, draft)
    return draft


def current(writer: Writer) -> Draft:
    """Return the draft of a page, or one of revision 0: the page as it is; raises PageUnknown."""
    draft = writer.desk.draft(writer.slug, writer.page)
    if draft:
        return draft
    page = writer.desk.page(writer.slug, writer.page)
    return Draft(page=page, base=page, revision=0, by=writer.by, at=writer.at)


def settle(writer: Writer, *, revision: int, kit: Page | None) -> Page:
    """Make the draft the page, and return it: whoever publishes the nation next shows it.

    One that says what the kit says is the kit's again. Raises DraftChanged unless the draft is the one that was seen,
    PageChanged if the page is no longer what the draft began with, PageUnknown.
    """
    draft = _seen(current(writer), writer, revision)
    if not draft.revision:
        raise DraftChanged(writer.slug, writer.page)
    if not draft.is_on(writer.desk.page(writer.slug, writer.page)):
        raise PageChanged(writer.slug, writer.page)
    edited_at = "" if kit and _alike(draft.page, kit) else writer.at.isoformat()
    page = _edited(draft.page, edited_at)
    writer.desk.settle(writer.slug, draft, Edition(page=page, by=writer.by, at=writer.at))
    return page


def discard(writer: Writer, *, revision: int) -> None:
    """Throw the draft away that was seen; raises DraftChanged as `edit` does. Where there is none, nothing happens."""
    draft = writer.desk.draft(writer.slug, writer.page)
    if draft:
        writer.desk.discard(writer.slug, _seen(draft, writer, revision))


def renew(writer: Writer, *, revision: int) -> Draft:
    """Take the draft over onto the page as it is by now: what the nation wrote in it, what HQ locked as HQ has it.

    Raises DraftChanged, PageUnknown.
    """
    page, draft = writer.desk.page(writer.slug, writer.page), _seen(current(writer), writer, revision)
    if draft.is_on(page):
        return draft
    renewed = replace(
        draft,
        page=brought_back(page, draft.page, base=draft.base),
        base=page,
        revision=draft.revision + 1,
        by=writer.by,
        at=writer.at,
    )
    writer.desk.save(writer.slug, renewed)
    return renewed


def bring_back(writer: Writer, edition: str, *, revision: int) -> Draft:
    """Write an older edition into the draft, as far as HQ still lets the nation write; `edition` is its moment.

    Nothing is published by that. Raises EditionUnknown, DraftChanged, PageUnknown.
    """
    kept = writer.desk.editions(writer.slug, writer.page)
    older = next((each for each in kept if each.at.isoformat() == edition), None)
    if older is None:
        raise EditionUnknown(writer.slug, writer.page)
    return edit(writer, lambda page: brought_back(page, older.page), revision=revision)


def _seen(draft: Draft, writer: Writer, revision: int) -> Draft:
    """Return the draft that whoever writes has seen, or that nobody but they wrote in since."""
    if draft.revision != revision and draft.by != writer.by:
        raise DraftChanged(writer.slug, writer.page)
    return draft


def _edited(page: Page, edited_at: str) -> Page:
    return replace(page, heading=replace(page.heading, edited_at=edited_at))


def _alike(page: Page, kit: Page) -> bool:
    return _edited(page, "") == _edited(kit, "")
