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
    draft_item,
    drafts_in,
    edition_from_item,
    edition_item,
    gone_item,
    standing_in,
)
from shared.sites.pages import in_order, page_item, read_page_item

if TYPE_CHECKING:
    from shared.kernel.items import Item
    from shared.sites.drafts import Draft, Edition, Standing
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
        return drafts_in(item for sk, item in items.items() if sk.startswith(WRITING))

    def draft(self, slug: str, name: str) -> Draft | None:
        return self.standing(slug, name).draft

    def standing(self, slug: str, name: str) -> Standing:
        return standing_in(self.written.get(slug, {}).get(f"{WRITING}{name}"))

    def save(self, slug: str, draft: Draft) -> None:
        self._replace(slug, draft, draft_item(slug, draft), revision=draft.revision - 1)

    def discard(self, slug: str, draft: Draft) -> None:
        self._replace(slug, draft, gone_item(slug, draft), revision=draft.revision)

    def settle(self, slug: str, draft: Draft, edition: Edition) -> None:
        is_same = self.standing(slug, draft.page.name).revision == draft.revision
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

    def _replace(self, slug: str, draft: Draft, item: Item, *, revision: int) -> None:
        if self.standing(slug, draft.page.name).revision != revision:
            raise DraftChanged(slug, draft.page.name)
        self.written.setdefault(slug, {})[item["sk"]] = item
