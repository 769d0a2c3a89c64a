"""Publications in DynamoDB: the `network` table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError
from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import delete_request, put_request
from shared.nations.items import PUBLISHED, nation_key
from shared.sites.versions import (
    KEPT,
    VersionUnknown,
    version_from_item,
    version_sort,
    version_to_item,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.writes import Request
    from shared.sites.versions import Version


class DynamoVersionStore:
    """Keeps publications in the `network` table; see `VersionStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def latest(self, slug: str) -> Version | None:
        """Return what is published; None for a nation that never was."""
        return next(self._backwards(slug, 1), None)

    def get(self, slug: str, number: int) -> Version:
        """Return one publication; raises VersionUnknown."""
        item = self._table.get(nation_key(slug), version_sort(number))
        if item is None:
            raise VersionUnknown(slug, number)
        return version_from_item(item)

    def history(self, slug: str) -> tuple[Version, ...]:
        """Return the publications on record, the latest first."""
        return tuple(self._backwards(slug, KEPT))

    def add(self, slug: str, version: Version) -> None:
        """Record a publication and forget the one that is too old; raises TransientError if its number is taken."""
        try:
            self._table.write_all_or_none([recording(slug, version)], deletes=_forgetting(slug, version))
        except ConditionFailed as error:
            raise TransientError(f"nation {slug} was published by somebody else meanwhile: publish again") from error

    def _backwards(self, slug: str, most: int) -> Iterator[Version]:
        items = self._table.query(nation_key(slug), PUBLISHED, ScanIndexForward=False, Limit=most)
        return map(version_from_item, islice(items, most))


def recording(slug: str, version: Version) -> Request:
    """Return the put of a publication, alone or in a transaction, under the condition that its number is free."""
    return put_request(version_to_item(slug, version), condition="attribute_not_exists(pk)")


def _forgetting(slug: str, version: Version) -> list[Request]:
    """Return the removal of what is too old once `version` stands.

    Two at most: the worker of a rollout may delete nothing, and leaves one to the next publication.
    """
    old = (version.number - KEPT, version.number - KEPT - 1)
    return [delete_request(nation_key(slug), version_sort(number)) for number in old if number > 0]
