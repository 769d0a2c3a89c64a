"""What nations have of the kit, in DynamoDB: the `network` table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import put_request
from shared.kits.errors import KitChanged
from shared.kits.holdings import MAIL, PAGE, holdings_of
from shared.kits.offer_items import OFFERS, offers_item
from shared.nations.items import nation_key
from shared.sites.pages import Page

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kits.holdings import Change, Holdings
    from shared.mail.template import MailTemplate

NEW = "attribute_not_exists(pk)"
UNEDITED = "kit_version = :version AND attribute_not_exists(edited_at)"
AS_READ = "kit_version = :version AND edited_at = :edited_at"
"""Conditions on what a write would replace."""


class DynamoHoldings:
    """Keeps pages, e-mails and offers under their nation; see `HoldingStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def read(self, slug: str) -> Holdings:
        """Return what a nation has."""
        key = nation_key(slug)
        return holdings_of(item for prefix in (MAIL, OFFERS, PAGE) for item in self._table.query(key, prefix))

    def waiting(self, slug: str) -> int:
        """Return how many decisions a nation has before it."""
        return holdings_of(self._table.query(nation_key(slug), OFFERS)).waiting

    def write(self, slug: str, change: Change) -> None:
        """Store a page or e-mail with its offers, both or neither; raises KitChanged if somebody edited it since."""
        key = {"pk": nation_key(slug)}
        puts = [put_request({**change.item, **key}, **_unless_changed(change.before))]
        if change.offers is not None:
            puts.append(put_request({**offers_item(change.document, change.offers), **key}))
        try:
            self._table.write_all_or_none(puts)
        except ConditionFailed as error:
            raise KitChanged from error


def _unless_changed(before: Page | MailTemplate | None) -> dict[str, Any]:
    if before is None:
        return {"condition": NEW}
    head = before.heading if isinstance(before, Page) else before.envelope
    if not head.edited_at:
        return {"condition": UNEDITED, "values": {"version": head.kit_version}}
    return {"condition": AS_READ, "values": {"version": head.kit_version, "edited_at": head.edited_at}}
