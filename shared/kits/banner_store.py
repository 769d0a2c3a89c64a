"""The banners of the kit's editions in DynamoDB: the `network` table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from shared.kernel.table import Table
from shared.kits.banners import Banners
from shared.kits.keys import EDITION, KIT, PUBLISHED, edition_sort
from shared.kits.packing import banner_in

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.clock import Clock
    from shared.sites.banner import Banner

_HEADS: dict[str, Any] = {
    "ProjectionExpression": "#number, #version",
    "ExpressionAttributeNames": {"#number": "number", "#version": "version"},
}


def connect_banners(client: DynamoDBClient, table: str, *, network_domain: str, clock: Clock) -> Banners:
    """Return what finds banners in the `network` table, at the domain of a stage."""
    return Banners(DynamoBannerStore(client, table), network_domain=network_domain, clock=clock)


class DynamoBannerStore:
    """Reads the banners of editions in the `network` table; see `BannerStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def worn_in(self, version: str) -> Banner | None:
        """Return the banner of an edition by its version, or None."""
        number = self._number_of(version)
        item = self._table.get(KIT, edition_sort(number)) if number else None
        return banner_in(item["content"]) if item and item["version"] == version else None

    def newest(self) -> Banner | None:
        """Return the banner of the edition of the highest number, unless it is the bundled one."""
        items = self._table.query(KIT, EDITION, ScanIndexForward=False, Limit=1)
        latest = next(islice(items, 1), None)
        return banner_in(latest["content"]) if latest and not latest["bundled"] else None

    def _number_of(self, version: str) -> int | None:
        """Return the number of the edition of a version, or None: nobody kept it, or it is the software's of today."""
        if match := PUBLISHED.match(version):
            return int(match[1])
        heads = self._table.query(KIT, EDITION, **_HEADS)
        number = next((int(head["number"]) for head in heads if head["version"] == version), None)
        return None if number is None or _is_todays(version) else number


def _is_todays(version: str) -> bool:
    """Tell whether a version is that of the kit that came with the software: its banner is the templates' own."""
    from shared.sites.kit import kit_version  # noqa: PLC0415 - few ask, and a cold start need not load the kit's reader

    return version == kit_version()
