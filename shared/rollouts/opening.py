"""Open a nation: its record, its first publication and its entry in the rollout, together or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import Conflict
from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import put_request, update_request
from shared.nations.items import nation_to_item, unless_changed
from shared.rollouts.items import entry_sort
from shared.rollouts.rollout import EntryState
from shared.rollouts.sums import rollout_key
from shared.sites.version_store import recording

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.writes import Request
    from shared.nations.nation import Nation
    from shared.sites.versions import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a worker came to: the nation `before` and after, its publication if it is a new one, and its seconds."""

    rollout_id: str
    before: Nation
    nation: Nation
    version: Version | None
    seconds: float

    @property
    def is_first(self) -> bool:
        """Whether the nation was never open before."""
        return self.before.kit_version is None


class Welcome(Protocol):
    """Invites the candidate of a nation that opens."""

    def __call__(self, nation: Nation) -> tuple[list[Request], list[Request]]:
        """Return the puts and the updates that do it, for the transaction that opens the nation."""


class Openings(Protocol):
    """Records what workers came to."""

    def open(self, opening: Opening) -> None:
        """Store nation and publication, and settle the entry as ready: all of it or nothing.

        A nation that opens for the first time has its candidate invited with it.
        Raises Conflict if somebody else changed the nation, or published it, since it was read.
        """


class DynamoOpenings:
    """Records in the `network` table, which holds all three."""

    def __init__(self, client: DynamoDBClient, table: str, *, welcome: Welcome) -> None:
        self._table, self._welcome = Table(client, table), welcome

    def open(self, opening: Opening) -> None:
        """Store nation and publication, and settle the entry as ready: all of it or nothing."""
        nation, version = opening.nation, opening.version
        puts = [put_request(nation_to_item(nation), **unless_changed(opening.before))]
        if version:
            puts.append(recording(nation.slug, version))
        invited, moved_on = self._welcome(nation) if opening.is_first else ([], [])
        facts = {"seconds": opening.seconds, "people": nation.people, "reason": ""}
        settled = update_request(
            rollout_key(opening.rollout_id), entry_sort(nation.slug), {"state": EntryState.READY.value, **facts}
        )
        try:
            self._table.write_all_or_none([*puts, *invited], updates=[settled, *moved_on])
        except ConditionFailed as error:
            raise Conflict(f"nation {nation.slug} was changed by somebody else meanwhile: look again") from error
