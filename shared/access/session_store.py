"""Sessions in DynamoDB: items of the `network` table that expire by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.access.items import SESSION, seconds, session_from_item, session_item, session_key
from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import put_request, update_request

if TYPE_CHECKING:
    from collections.abc import Mapping
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
        self._change(digest, {"seen_at": at.isoformat()})

    def succeed(self, digest: str, *, by: str, session: Session) -> bool:
        """Have a session go on under another token's hash, or tell that it does not."""
        follows = put_request(session_item(by, session), condition="attribute_not_exists(pk)")
        goes_on = "attribute_exists(pk) AND attribute_not_exists(#successor)"
        led_on = update_request(session_key(digest), SESSION, {"successor": by}, condition=goes_on)
        try:
            self._table.write_all_or_none([follows], updates=[led_on])
        except ConditionFailed:
            return False
        return True

    def retire(self, digest: str, *, by: str, until: datetime) -> None:
        """Have a session be good under the hash of before for a while; one that was ended stays ended."""
        self._change(by, {"is_used": True})
        self._change(digest, {"expires_at": seconds(until)}, condition="#expires_at > :until", until=seconds(until))

    def end(self, digest: str) -> None:
        """Forget a session, if there is one."""
        self._table.delete(session_key(digest), SESSION)

    def _change(self, digest: str, changes: Mapping[str, Any], **condition: Any) -> None:
        try:
            self._table.update(session_key(digest), SESSION, changes, **condition)
        except ConditionFailed:
            return  # Ended in between, or sooner than this would have it: nothing comes back.
