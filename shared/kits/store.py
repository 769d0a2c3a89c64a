"""The kit's editions in DynamoDB: the `network` table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import put_request
from shared.kits.draft import UNPUBLISHED, KitDraft
from shared.kits.errors import EditionUnknown, KitChanged
from shared.kits.items import (
    DRAFT,
    HEAD,
    edition_from_item,
    edition_to_item,
    head_from_item,
    pack,
    unpack,
)
from shared.kits.keys import EDITION, KIT, edition_sort

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.items import Item
    from shared.kernel.writes import Request
    from shared.kits.edition import EditionHead, KitEdition

_NAMES = {f"#{name}": name for name in HEAD}
_STANDS = "attribute_exists(content) AND revision = :revision"
_IS_GONE = "attribute_not_exists(content) AND (attribute_not_exists(pk) OR revision = :revision)"


class DynamoKitStore:
    """Keeps editions and the draft in the `network` table; see `KitStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def latest(self) -> KitEdition | None:
        """Return the edition of the highest number."""
        items = self._table.query(KIT, EDITION, ScanIndexForward=False, Limit=1)
        return next(map(edition_from_item, islice(items, 1)), None)

    def get(self, number: int) -> KitEdition:
        """Return an edition; raises EditionUnknown."""
        item = self._table.get(KIT, edition_sort(number))
        if item is None:
            raise EditionUnknown(number)
        return edition_from_item(item)

    def history(self) -> tuple[EditionHead, ...]:
        """Return the heads of all editions, the latest first."""
        shown: dict[str, Any] = {"ProjectionExpression": ", ".join(_NAMES), "ExpressionAttributeNames": _NAMES}
        return tuple(map(head_from_item, self._table.query(KIT, EDITION, ScanIndexForward=False, **shown)))

    def add(self, edition: KitEdition, *, draft: KitDraft | None = None) -> None:
        """Keep an edition, and let go of the draft it was made from, both or neither; raises KitChanged."""
        adding = put_request(edition_to_item(edition), condition="attribute_not_exists(pk)")
        try:
            self._table.write_all_or_none([adding, *([_letting_go(draft)] if draft else [])])
        except ConditionFailed as error:
            raise KitChanged from error

    def draft(self) -> KitDraft | None:
        """Return the draft, if there is one."""
        item = self._table.get(KIT, DRAFT)
        return _draft_from(item) if item and "content" in item else None

    def save_draft(self, draft: KitDraft) -> KitDraft:
        """Keep a draft in the place of its revision, or begin it; raises KitChanged if another one stands there."""
        before = draft.revision or self._last_revision()
        kept = replace(draft, revision=before + 1)
        condition = _STANDS if draft.revision else _IS_GONE
        try:
            self._table.put(_draft_to_item(kept), condition=condition, values={"revision": before})
        except ConditionFailed as error:
            raise KitChanged from error
        return kept

    def drop_draft(self, draft: KitDraft) -> None:
        """Let go of the draft; raises KitChanged if another one stands there."""
        try:
            self._table.write_all_or_none([_letting_go(draft)])
        except ConditionFailed as error:
            raise KitChanged from error

    def _last_revision(self) -> int:
        item = self._table.get(KIT, DRAFT)
        return int(item["revision"]) if item else 0


def _letting_go(draft: KitDraft) -> Request:
    """Return the write that leaves nothing of a draft but its revision, from which the next one counts on."""
    item = {"pk": KIT, "sk": DRAFT, "revision": draft.revision}
    return put_request(item, condition=_STANDS, values={"revision": draft.revision})


def _draft_to_item(draft: KitDraft) -> Item:
    return {
        "pk": KIT,
        "sk": DRAFT,
        "number": draft.number,
        "at": draft.at.isoformat(),
        "by": draft.by,
        "revision": draft.revision,
        "content": pack(draft.content),
    }


def _draft_from(item: Item) -> KitDraft:
    return KitDraft(
        number=item["number"],
        at=datetime.fromisoformat(item["at"]),
        by=item["by"],
        content=unpack(item["content"], version=UNPUBLISHED),
        revision=item["revision"],
    )
