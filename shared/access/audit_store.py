"""The log in DynamoDB: items of the `network` table that are written once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from shared.access.items import AUDIT, audit_from_item, audit_item, log_key
from shared.kernel.errors import Fault, InputError
from shared.kernel.page import Page, read_cursor, write_cursor
from shared.kernel.table import Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.access.audit import AuditEntry

BEHIND_ALL = "ENTRY$"
"""Sorts behind every entry: `$` follows `#`."""


class DynamoAuditLog:
    """Keeps the log in the `network` table; see `AuditLog` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def record(self, entry: AuditEntry) -> None:
        """Add an entry; one of the same moment and id is never written over."""
        self._table.put(audit_item(entry), condition="attribute_not_exists(pk)")

    def page(self, nation: str | None, *, limit: int, cursor: str | None = None) -> Page[AuditEntry]:
        """Return entries, newest first."""
        newest_first = self._table.query(
            log_key(nation), below=start_of(cursor), ScanIndexForward=False, Limit=limit + 1
        )
        items = list(islice(newest_first, limit + 1))
        last = {"sk": items[limit - 1]["sk"]} if len(items) > limit else None
        return Page(elements=tuple(audit_from_item(nation, item) for item in items[:limit]), cursor=write_cursor(last))


def start_of(cursor: str | None) -> str:
    """Return the sort key that a page lies below; raises InputError for a cursor of another list."""
    start = (read_cursor(cursor) or {"sk": BEHIND_ALL}).get("sk", "")
    if not start.startswith((AUDIT, BEHIND_ALL)):
        remedy = "Hand back the cursor exactly as the page before gave it, or leave it out to start anew"
        raise InputError([Fault(place="cursor", reason="it is not one of this list", remedy=remedy)])
    return start
