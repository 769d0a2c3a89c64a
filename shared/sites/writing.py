"""Write a nation's pages: change a draft, throw it away, make it the page that the next publication shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.sites.drafting import brought_back
from shared.sites.drafts import Draft, DraftChanged, Edition, EditionUnknown, PageChanged

if TYPE_CHECKING:
    from datetime import datetime

    from shared.sites.drafts import PageDesk
    from shared.sites.pages import Page

Tell = Callable[[], object]
"""Writes into a log what is about to be done, once it is known that it may be."""


def untold() -> None:
    """Tell nobody: whoever calls has done so, or nobody keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes which page of which nation, and when; `by` is a member's id."""

    slug: str
    page: str
    by: str
    at: datetime
    desk: PageDesk


def edit(writer: Writer, change: Callable[[Page], Page], *, revision: int | None, begun: Tell = untold) -> Draft:
    """Change the draft of a page, or begin one; return it as it then stands.

    `revision` is the one that whoever writes has seen, None if they saw nothing: raises DraftChanged if somebody else
    wrote since, or the draft was published or thrown away, and PageUnknown, and whatever the change raises. `begun` is
    told before a draft is begun. A change that changes nothing leaves no draft behind.
    """
    standing = seen(current(writer), writer, revision=revision)
    return _saved(standing, change(standing.page), writer, tell=untold if standing.is_kept else begun)


def current(writer: Writer) -> Draft:
    """Return the draft of a page, or one that is not kept yet: the page as it is; raises PageUnknown."""
    draft, revision = writer.desk.standing(writer.slug, writer.page)
    if draft:
        return draft
    # The page is read after the revision: else what is published in between would be told as seen, and was not.
    page = writer.desk.page(writer.slug, writer.page)
    return Draft.begun(page, revision=revision, by=writer.by, at=writer.at)


def seen(draft: Draft, writer: Writer, *, revision: int | None) -> Draft:
    """Return the draft that whoever writes has seen, or that nobody but they wrote in since; raises DraftChanged.

    Whoever saw nothing begins one, or goes on in their own.
    """
    told = draft.since if revision is None else revision
    is_own = draft.by == writer.by and draft.since <= told < draft.revision
    if told != draft.revision and not is_own:
        raise DraftChanged(writer.slug, writer.page)
    return draft


def settle(writer: Writer, *, revision: int, kit: Page | None, tell: Tell = untold) -> Page:
    """Make the draft the page, and return it: whoever publishes the nation next shows it.

    One that says what the kit says is the kit's again. Raises DraftChanged unless the draft is the one that was seen,
    PageChanged if the page is no longer what the draft began with, PageUnknown.
    """
    draft = seen(current(writer), writer, revision=revision)
    if not draft.is_kept:
        raise DraftChanged(writer.slug, writer.page)
    if not draft.is_on(writer.desk.page(writer.slug, writer.page)):
        raise PageChanged(writer.slug, writer.page)
    edited_at = "" if kit and _alike(draft.page, kit) else writer.at.isoformat()
    page = _edited(draft.page, edited_at)
    tell()
    writer.desk.settle(writer.slug, draft, Edition(page=page, by=writer.by, at=writer.at))
    return page


def discard(writer: Writer, *, revision: int, tell: Tell = untold) -> None:
    """Throw the draft away that was seen; raises DraftChanged as `edit` does. Where there is none, nothing happens."""
    draft = writer.desk.draft(writer.slug, writer.page)
    if draft:
        standing = seen(draft, writer, revision=revision)
        tell()
        writer.desk.discard(writer.slug, standing)


def renew(writer: Writer, *, revision: int, tell: Tell = untold) -> Draft:
    """Take the draft over onto the page as it is by now: what the nation wrote in it, what HQ locked as HQ has it.

    One that is on it already stays, and nobody is told. Raises DraftChanged, PageUnknown.
    """
    page, draft = writer.desk.page(writer.slug, writer.page), seen(current(writer), writer, revision=revision)
    if draft.is_on(page):
        return draft
    brought = brought_back(page, draft.page, base=draft.base)
    tell()
    renewed = replace(draft, base=page).saying(brought, by=writer.by, at=writer.at)
    writer.desk.save(writer.slug, renewed)
    return renewed


def bring_back(writer: Writer, edition: str, *, revision: int, tell: Tell = untold) -> Draft:
    """Write an older edition into the draft, as far as HQ still lets the nation write; `edition` is its moment.

    Nothing is published by that. Raises EditionUnknown, DraftChanged, PageUnknown.
    """
    kept = writer.desk.editions(writer.slug, writer.page)
    older = next((each for each in kept if each.at.isoformat() == edition), None)
    if older is None:
        raise EditionUnknown(writer.slug, writer.page)
    standing = seen(current(writer), writer, revision=revision)
    return _saved(standing, brought_back(standing.page, older.page), writer, tell=tell)


def _saved(standing: Draft, after: Page, writer: Writer, *, tell: Tell) -> Draft:
    if after == standing.page:
        return standing
    tell()
    draft = standing.saying(after, by=writer.by, at=writer.at)
    writer.desk.save(writer.slug, draft)
    return draft


def _edited(page: Page, edited_at: str) -> Page:
    return replace(page, heading=replace(page.heading, edited_at=edited_at))


def _alike(page: Page, kit: Page) -> bool:
    return _edited(page, "") == _edited(kit, "")
