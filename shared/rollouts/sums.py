"""The sums of an import, kept in the `network` table while it goes on.

All that the thousands of import workers need of a rollout: the rest of its store would
add a sixth to their cold start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.table import Table
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


KIND = "ROLLOUT"
"""Sort key of the rollout's own item, and partition of the `by_kind` index that lists all rollouts by time."""


def rollout_key(rollout_id: str) -> str:
    """Return the partition key of all that is a rollout's."""
    return f"ROLLOUT#{rollout_id}"


class DynamoImportSums:
    """Keeps what ranges and shards came to; see `ImportSums` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def goes_on(self, rollout_id: str, *, attempt: int) -> bool:
        """Tell whether the attempt is still the rollout's latest, and not over."""
        item = self._table.get(rollout_key(rollout_id), KIND)
        return item is not None and item["attempt"] == attempt and not RolloutState(item["state"]).is_final

    def add_range(self, rollout_id: str, number: int, *, rows: int, rejected: int, unassigned: int) -> None:
        """Keep the sums of one range; writing them again changes nothing."""
        sums = {"rows": rows, "rejected": rejected, "unassigned": unassigned}
        self._table.put({"pk": rollout_key(rollout_id), "sk": f"RANGE#{number:06}", **sums})

    def add_shard(self, rollout_id: str, number: int, *, created: int, merged: int, unchanged: int) -> None:
        """Keep the sums of one shard; writing them again changes nothing."""
        sums = {"created": created, "merged": merged, "unchanged": unchanged}
        self._table.put({"pk": rollout_key(rollout_id), "sk": f"SHARD#{number:06}", **sums})
