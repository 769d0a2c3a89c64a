"""The kit's editions in DynamoDB: the `network` table."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import delete_request, put_request
from shared.kits.draft import UNPUBLISHED, KitDraft
from shared.kits.errors import EditionUnknown, KitChanged
from shared.kits.items import (
    DRAFT,
    EDITION,
    HEAD,
    edition_from_item,
    edition_sort,
    edition_to_item,
    head_from_item,
    pack,
    unpack,
)
from shared.kits.keys import KIT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.items import Item
    from shared.kernel.writes import Request
    from shared.kits.edition import EditionHead, KitEdition

_NAMES = {f"#{name}": name for name in HEAD}
_UNCHANGED = "revision = :revision"


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
            self._table.write_all_or_none([adding], deletes=[_dropping(draft)] if draft else [])
        except ConditionFailed as error:
            raise KitChanged from error

    def draft(self) -> KitDraft | None:
        """Return the draft, if there is one."""
        item = self._table.get(KIT, DRAFT)
        return _draft_from(item) if item else None

    def save_draft(self, draft: KitDraft) -> None:
        """Keep a draft in the place of its revision before; raises KitChanged if another one stands there."""
        item = {
            "pk": KIT,
            "sk": DRAFT,
            "number": draft.number,
            "at": draft.at.isoformat(),
            "by": draft.by,
            "revision": draft.revision,
            "content": pack(draft.content),
        }
        before = {"condition": _UNCHANGED, "values": {"revision": draft.revision - 1}}
        try:
            self._table.put(item, **(before if draft.revision > 1 else {"condition": "attribute_not_exists(pk)"}))
        except ConditionFailed as error:
            raise KitChanged from error

    def drop_draft(self, draft: KitDraft) -> None:
        """Let go of the draft; raises KitChanged if another one stands there."""
        try:
            self._table.delete(KIT, DRAFT, condition=_UNCHANGED, values={"revision": draft.revision})
        except ConditionFailed as error:
            raise KitChanged from error


def _dropping(draft: KitDraft) -> Request:
    return delete_request(KIT, DRAFT, condition=_UNCHANGED, values={"revision": draft.revision})


def _draft_from(item: Item) -> KitDraft:
    return KitDraft(
        number=item["number"],
        at=datetime.fromisoformat(item["at"]),
        by=item["by"],
        content=unpack(item["content"], version=UNPUBLISHED),
        revision=item["revision"],
    )
