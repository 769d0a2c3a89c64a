"""Pages, drafts and editions in memory, over the nations' own items, with the promises of `PageDesk`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.drafts import (
    KEPT,
    WRITING,
    WRITTEN,
    DraftChanged,
    PageChanged,
    PageUnknown,
    Stamp,
    draft_from_item,
    draft_item,
    edition_from_item,
    edition_item,
)
from shared.sites.pages import in_order, page_item, read_page_item

if TYPE_CHECKING:
    from shared.kernel.items import Item
    from shared.sites.drafts import Draft, Edition
    from shared.sites.pages import Page
    from tests.fakes.nations import InMemoryNationStore


class InMemoryPageDesk:
    """Keeps drafts in a dictionary, and pages where the nations keep them."""

    def __init__(self, nations: InMemoryNationStore) -> None:
        self._nations = nations
        self.written: dict[str, dict[str, Item]] = {}

    def pages(self, slug: str) -> tuple[Page, ...]:
        items = self._nations.items.get(slug, {})
        return tuple(in_order(read_page_item(item) for sk, item in items.items() if sk.startswith("PAGE#")))

    def page(self, slug: str, name: str) -> Page:
        item = self._nations.items.get(slug, {}).get(f"PAGE#{name}")
        if item is None:
            raise PageUnknown(slug, name)
        return read_page_item(item)

    def drafts(self, slug: str) -> dict[str, Draft]:
        items = self.written.get(slug, {})
        drafts = [draft_from_item(item) for sk, item in items.items() if sk.startswith(WRITING)]
        return {draft.page.name: draft for draft in drafts}

    def draft(self, slug: str, name: str) -> Draft | None:
        return self.drafts(slug).get(name)

    def save(self, slug: str, draft: Draft) -> None:
        standing = self.draft(slug, draft.page.name)
        if draft.revision - 1 != (standing.revision if standing else 0):
            raise DraftChanged(slug, draft.page.name)
        item = draft_item(slug, draft)
        self.written.setdefault(slug, {})[item["sk"]] = item

    def discard(self, slug: str, draft: Draft) -> None:
        standing = self.draft(slug, draft.page.name)
        if standing is None or standing.revision != draft.revision:
            raise DraftChanged(slug, draft.page.name)
        del self.written[slug][f"{WRITING}{draft.page.name}"]

    def settle(self, slug: str, draft: Draft, edition: Edition) -> None:
        standing = self.draft(slug, draft.page.name)
        is_same = standing is not None and standing.revision == draft.revision
        if not is_same or Stamp.of(self.page(slug, draft.page.name)) != Stamp.of(draft.base):
            raise PageChanged(slug, draft.page.name)
        self._nations.items[slug][f"PAGE#{draft.page.name}"] = page_item(edition.page)
        self.discard(slug, draft)
        item = edition_item(slug, edition)
        kept = self.written[slug]
        kept[item["sk"]] = item
        for old in sorted((sk for sk in kept if sk.startswith(f"{WRITTEN}{draft.page.name}#")), reverse=True)[KEPT:]:
            del kept[old]

    def editions(self, slug: str, name: str) -> tuple[Edition, ...]:
        items = self.written.get(slug, {})
        keys = sorted((sk for sk in items if sk.startswith(f"{WRITTEN}{name}#")), reverse=True)
        return tuple(edition_from_item(items[sk]) for sk in keys)
