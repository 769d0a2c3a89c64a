"""The tags of headquarters in DynamoDB: the `network` table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.table import ConditionFailed, Table
from shared.nations.hq_tags import PARTITION, PREFIX, HqTagChanged, hq_tag_from_item, hq_tag_to_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.nations.hq_tags import HqTag


class DynamoHqTags:
    """`HqTags` in a partition of their own; see there for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def all(self) -> Sequence[HqTag]:
        """Return all, in the order of their names."""
        return [hq_tag_from_item(item) for item in self._table.query(PARTITION, PREFIX)]

    def save(self, tag: HqTag, *, after: HqTag | None) -> None:
        """Keep a tag in the place of `after`, or one that is new; raises HqTagChanged."""
        condition = "revision = :revision" if after else "attribute_not_exists(pk)"
        values = {"revision": after.revision} if after else {}
        try:
            self._table.put(hq_tag_to_item(tag), condition=condition, values=values)
        except ConditionFailed as error:
            raise HqTagChanged(tag.tag) from error
