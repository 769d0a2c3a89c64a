"""Sessions in DynamoDB: items of the `network` table that expire by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.items import SESSION, session_from_item, session_item, session_key
from shared.kernel.table import ConditionFailed, Table

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.access.session import Session


class DynamoSessionStore:
    """Keeps sessions in the `network` table; see `SessionStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def add(self, digest: str, session: Session) -> None:
        """Keep a session."""
        self._table.put(session_item(digest, session), condition="attribute_not_exists(pk)")

    def get(self, digest: str) -> Session | None:
        """Return a session; one that has expired may still be there."""
        item = self._table.get(session_key(digest), SESSION)
        return session_from_item(item) if item else None

    def see(self, digest: str, at: datetime) -> None:
        """Write down when a session was last used; one that was ended stays ended."""
        try:
            self._table.update(session_key(digest), SESSION, {"seen_at": at.isoformat()})
        except ConditionFailed:
            return  # Ended in between: nothing comes back.

    def end(self, digest: str) -> None:
        """Forget a session, if there is one."""
        self._table.delete(session_key(digest), SESSION)
