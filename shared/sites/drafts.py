"""A nation's pages while they are written: the drafts, and the editions that were published before.

Items, kept under the nation: `{sk: WRITING#<page>, page: {…}, base: {…}, revision, since, by, at}` is the one draft of
a page, `{sk: WRITING#<page>, revision}` what stays of one that is gone, `{sk: WRITTEN#<page>#<at>, page: {…}, by, at}`
what the nation published at that moment. They stand behind the publications, where nobody meets them who makes a site.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from shared.kernel.errors import Conflict, NotFound
from shared.nations.items import nation_key
from shared.sites.pages import page_item, read_page_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.kernel.items import Item
    from shared.sites.pages import Page

WRITING, WRITTEN = "WRITING#", "WRITTEN#"

KEPT = 20
"""Editions of a page on record."""


class Stamp(NamedTuple):
    """Tells one state of a page from all others."""

    kit_version: str
    edited_at: str

    @classmethod
    def of(cls, page: Page) -> Stamp:
        """Return the stamp of a page as it is stored."""
        return cls(page.heading.kit_version, page.heading.edited_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page as it is being written, by whom and when last; `base` is the page that it began with.

    `revision` counts the changes of all drafts that the page ever had, and the ends of those that were published or
    thrown away: nothing that was ever to be read has it but this state. Since the revision `since` nobody but `by` has
    written. One that `is_kept` no more than in thought says what the page says, at the revision that stands there.
    """

    page: Page
    base: Page
    revision: int
    since: int = 0
    by: str
    at: datetime
    is_kept: bool = True

    @classmethod
    def begun(cls, page: Page, *, revision: int, by: str, at: datetime) -> Draft:
        """Return a draft that says what the page says; it is not kept yet."""
        return cls(page=page, base=page, revision=revision, since=revision, by=by, at=at, is_kept=False)

    def saying(self, page: Page, *, by: str, at: datetime) -> Draft:
        """Return the draft's next revision."""
        since = self.since if by == self.by else self.revision
        return replace(self, page=page, revision=self.revision + 1, since=since, by=by, at=at, is_kept=True)

    def is_on(self, page: Page) -> bool:
        """Whether the page is still what it was when the draft began."""
        return Stamp.of(self.base) == Stamp.of(page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A page as the nation published it."""

    page: Page
    by: str
    at: datetime


class PageUnknown(NotFound):
    """The nation has no such page."""

    def __init__(self, slug: str, page: str) -> None:
        super().__init__(f"nation {slug} has no page {page[:40]}")


class EditionUnknown(NotFound):
    """The page was not published then, or that edition is no longer kept."""

    def __init__(self, slug: str, page: str) -> None:
        super().__init__(f"nation {slug}: page {page[:40]} has no such edition any more")


class DraftChanged(Conflict):
    """Somebody else wrote in the draft meanwhile, or it is gone."""

    def __init__(self, slug: str, page: str) -> None:
        super().__init__(
            f"nation {slug}: the draft of page {page} was changed, published or thrown away meanwhile: look again"
        )


class PageChanged(Conflict):
    """The page is no longer what it was when the draft began."""

    def __init__(self, slug: str, page: str) -> None:
        super().__init__(f"nation {slug}: page {page} was changed since its draft began: look again")


class Standing(NamedTuple):
    """The draft of a page, if it has one, and the revision that stands there: 0 if there never was a draft."""

    draft: Draft | None
    revision: int


class PageDesk(Protocol):
    """Keeps a nation's pages, their drafts and their editions."""

    def pages(self, slug: str) -> tuple[Page, ...]:
        """Return the pages as they are to be published, in the order of the menu."""

    def page(self, slug: str, name: str) -> Page:
        """Return one page; raises PageUnknown."""

    def drafts(self, slug: str) -> Mapping[str, Draft]:
        """Return the drafts by page."""

    def draft(self, slug: str, name: str) -> Draft | None:
        """Return the draft of a page, if it has one."""

    def standing(self, slug: str, name: str) -> Standing:
        """Return the draft of a page, if it has one, and the revision from which the next change counts on."""

    def save(self, slug: str, draft: Draft) -> None:
        """Keep the draft in place of the revision before it; raises DraftChanged."""

    def discard(self, slug: str, draft: Draft) -> None:
        """Forget the draft but for the revision that its end is; raises DraftChanged."""

    def settle(self, slug: str, draft: Draft, edition: Edition) -> None:
        """Make the edition the page, and forget the draft as `discard` does: both or neither.

        Editions that are too old are forgotten. Raises PageChanged if page or draft is no longer what it was.
        """

    def editions(self, slug: str, name: str) -> tuple[Edition, ...]:
        """Return the editions of a page, the latest first."""


def draft_item(slug: str, draft: Draft) -> Item:
    """Return the draft's item with its keys."""
    return {
        "pk": nation_key(slug),
        "sk": f"{WRITING}{draft.page.name}",
        "page": _spelt(draft.page),
        "base": _spelt(draft.base),
        "revision": draft.revision,
        "since": draft.since,
        "by": draft.by,
        "at": draft.at.isoformat(),
    }


def gone_item(slug: str, draft: Draft) -> Item:
    """Return what stays of a draft that was published or thrown away: the revision from which the next one counts."""
    return {"pk": nation_key(slug), "sk": f"{WRITING}{draft.page.name}", "revision": draft.revision + 1}


def drafts_in(items: Iterable[Item]) -> dict[str, Draft]:
    """Return the drafts among items that `draft_item` and `gone_item` wrote, by page; raises as `draft_from_item`."""
    drafts = [draft_from_item(item) for item in items if _is_draft(item)]
    return {draft.page.name: draft for draft in drafts}


def standing_in(item: Item | None) -> Standing:
    """Return what stands in the place of a page's draft; raises as `draft_from_item`."""
    if item is None:
        return Standing(None, 0)
    return Standing(draft_from_item(item) if _is_draft(item) else None, int(item["revision"]))


def draft_from_item(item: Item) -> Draft:
    """Return the draft that `draft_item` wrote; raises ContentError for a block that no page could show."""
    revision = int(item["revision"])
    return Draft(
        page=read_page_item(item["page"]),
        base=read_page_item(item["base"]),
        revision=revision,
        # Drafts from before this was told: whoever wrote last is taken to have written that revision alone.
        since=int(item.get("since", revision)),
        by=item["by"],
        at=datetime.fromisoformat(item["at"]),
    )


def edition_item(slug: str, edition: Edition) -> Item:
    """Return the edition's item with its keys."""
    return {
        "pk": nation_key(slug),
        "sk": f"{WRITTEN}{edition.page.name}#{edition.at.isoformat()}",
        "page": _spelt(edition.page),
        "by": edition.by,
        "at": edition.at.isoformat(),
    }


def edition_from_item(item: Item) -> Edition:
    """Return the edition that `edition_item` wrote."""
    return Edition(page=read_page_item(item["page"]), by=item["by"], at=datetime.fromisoformat(item["at"]))


def _is_draft(item: Item) -> bool:
    return "page" in item


def _spelt(page: Page) -> Item:
    return {name: value for name, value in page_item(page).items() if name != "sk"}
