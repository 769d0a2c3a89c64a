"""Pages, drafts and editions in DynamoDB: the `network` table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import delete_request, put_request
from shared.nations.items import nation_key
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
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.items import Item
    from shared.kernel.writes import Request
    from shared.sites.drafts import Draft, Edition, Standing
    from shared.sites.pages import Page

PAGE = "PAGE#"


class DynamoPageDesk:
    """Keeps pages, drafts and editions in the `network` table; see `PageDesk` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def pages(self, slug: str) -> tuple[Page, ...]:
        """Return the pages as they are to be published, in the order of the menu."""
        return tuple(in_order(map(read_page_item, self._table.query(nation_key(slug), PAGE))))

    def page(self, slug: str, name: str) -> Page:
        """Return one page; raises PageUnknown."""
        item = self._table.get(nation_key(slug), f"{PAGE}{name}")
        if item is None:
            raise PageUnknown(slug, name)
        return read_page_item(item)

    def drafts(self, slug: str) -> dict[str, Draft]:
        """Return the drafts by page."""
        return drafts_in(self._table.query(nation_key(slug), WRITING))

    def draft(self, slug: str, name: str) -> Draft | None:
        """Return the draft of a page, if it has one."""
        return self.standing(slug, name).draft

    def standing(self, slug: str, name: str) -> Standing:
        """Return the draft of a page, if it has one, and the revision from which the next change counts on."""
        return standing_in(self._table.get(nation_key(slug), f"{WRITING}{name}"))

    def save(self, slug: str, draft: Draft) -> None:
        """Keep the draft in place of the revision before it; raises DraftChanged."""
        self._replace(slug, draft, draft_item(slug, draft), revision=draft.revision - 1)

    def discard(self, slug: str, draft: Draft) -> None:
        """Forget the draft but for the revision that its end is; raises DraftChanged."""
        self._replace(slug, draft, gone_item(slug, draft), revision=draft.revision)

    def settle(self, slug: str, draft: Draft, edition: Edition) -> None:
        """Make the edition the page, and forget the draft as `discard` does: both or neither."""
        page = {**page_item(edition.page), "pk": nation_key(slug)}
        puts = [
            put_request(page, **_unless_changed(Stamp.of(draft.base))),
            put_request(edition_item(slug, edition)),
            put_request(gone_item(slug, draft), **_standing_at(draft.revision)),
        ]
        try:
            self._table.write_all_or_none(puts, deletes=self._too_old(slug, draft.page.name))
        except ConditionFailed as error:
            raise PageChanged(slug, draft.page.name) from error

    def editions(self, slug: str, name: str) -> tuple[Edition, ...]:
        """Return the editions of a page, the latest first."""
        items = self._table.query(nation_key(slug), f"{WRITTEN}{name}#", ScanIndexForward=False, Limit=KEPT)
        return tuple(edition_from_item(item) for item in islice(items, KEPT))

    def _replace(self, slug: str, draft: Draft, item: Item, *, revision: int) -> None:
        try:
            self._table.put(item, **_standing_at(revision))
        except ConditionFailed as error:
            raise DraftChanged(slug, draft.page.name) from error

    def _too_old(self, slug: str, name: str) -> list[Request]:
        """Return the removal of the editions that are too old once there is one more."""
        keys = self._table.query(
            nation_key(slug), f"{WRITTEN}{name}#", ScanIndexForward=False, ProjectionExpression="sk"
        )
        return [delete_request(nation_key(slug), item["sk"]) for item in islice(keys, KEPT - 1, 2 * KEPT)]


def _standing_at(revision: int) -> dict[str, Any]:
    """Return the condition that a revision stands there: no two states of drafts ever have the same."""
    if not revision:
        return {"condition": "attribute_not_exists(pk)"}
    return {"condition": "revision = :revision", "values": {"revision": revision}}


def _unless_changed(base: Stamp) -> dict[str, Any]:
    """Return the condition that the page is still what it was."""
    edited = "edited_at = :edited" if base.edited_at else "(attribute_not_exists(edited_at) OR edited_at = :edited)"
    values = {"kit": base.kit_version, "edited": base.edited_at}
    return {"condition": f"kit_version = :kit AND {edited}", "values": values}
