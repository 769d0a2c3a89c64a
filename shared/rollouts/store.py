"""Rollouts in DynamoDB: the `network` table."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict
from shared.kernel.page import Page
from shared.kernel.table import ConditionFailed
from shared.rollouts.errors import RolloutUnknown
from shared.rollouts.items import (
    entry_from_item,
    entry_sort,
    entry_to_item,
    rollout_from_item,
    rollout_to_item,
    wave_from_item,
    wave_to_item,
)
from shared.rollouts.rollout import Entry, EntryState, PeopleSums, Progress, Rollout, RolloutState, WaveRecord
from shared.rollouts.sums import KIND, DynamoImportSums, rollout_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.kernel.items import Item
    from shared.people.consent import ConsentStatement

NETWORK, RUNNING = "NETWORK", "RUNNING"
"""Key of the one item that says which rollout the network is busy with."""

APPROVAL = "APPROVAL"
"""Sort key of the token that waits for a person's word."""


class DynamoRolloutStore(DynamoImportSums):
    """Keeps rollouts in the `network` table; see `RolloutStore` for what each method promises."""

    def create(self, rollout: Rollout) -> None:
        """Add the rollout; raises Conflict if its id is there already."""
        try:
            self._table.put(rollout_to_item(rollout), condition="attribute_not_exists(pk)")
        except ConditionFailed as error:
            raise Conflict(f"rollout {rollout.id} is being started by somebody else") from error

    def get(self, rollout_id: str) -> Rollout:
        """Return the rollout; raises RolloutUnknown."""
        item = self._table.get(rollout_key(rollout_id), KIND)
        if item is None:
            raise RolloutUnknown(rollout_id)
        return rollout_from_item(item)

    def save(self, rollout: Rollout) -> None:
        """Replace what is known of the rollout itself."""
        self._table.put(rollout_to_item(rollout))

    def page(self, *, limit: int, cursor: str | None = None) -> Page[Rollout]:
        """Return rollouts, the latest first."""
        page = self._table.page_of_kind(KIND, limit=limit, cursor=cursor, newest_first=True)
        return Page(elements=tuple(map(rollout_from_item, page.elements)), cursor=page.cursor)

    def progress(self, rollout_id: str) -> Progress:
        """Return all that is known of the rollout in one query; raises RolloutUnknown."""
        items = list(self._table.query(rollout_key(rollout_id)))
        by_kind = {kind: [item for item in items if item["sk"].split("#")[0] == kind] for kind in _KINDS}
        if not by_kind[KIND]:
            raise RolloutUnknown(rollout_id)
        return Progress(
            rollout=rollout_from_item(by_kind[KIND][0]),
            entries=tuple(map(entry_from_item, by_kind["NATION"])),
            people=_summed(by_kind["RANGE"], by_kind["SHARD"]),
            waves=tuple(map(wave_from_item, by_kind["WAVE"])),
        )

    def advance(self, rollout_id: str, state: RolloutState, **facts: object) -> None:
        """Set the state and some facts of the rollout; a final state is only left by `save`."""
        changes = {"state": state.value} | {name: _plain(value) for name, value in facts.items()}
        final = {f"final{position}": state.value for position, state in enumerate(RolloutState) if state.is_final}
        condition = f"attribute_exists(pk) AND NOT #state IN ({', '.join(f':{name}' for name in final)})"
        try:
            self._table.update(rollout_key(rollout_id), KIND, changes, condition=condition, **final)
        except ConditionFailed:
            return  # It ended meanwhile (aborted, or reported by a twin of this call): the end stands.

    def occupy_network(self, rollout_id: str) -> str:
        """Take the network for this rollout unless another holds it; return the one that holds it then."""
        item = {"pk": NETWORK, "sk": RUNNING, "rollout": rollout_id}
        try:
            self._table.put(
                item, condition="attribute_not_exists(pk) OR rollout = :rollout", values={"rollout": rollout_id}
            )
        except ConditionFailed:
            return self.network_holder() or self.occupy_network(rollout_id)
        return rollout_id

    def network_holder(self) -> str | None:
        """Return the rollout that holds the network, if any does."""
        item = self._table.get(NETWORK, RUNNING)
        return str(item["rollout"]) if item else None

    def free_network(self, rollout_id: str) -> None:
        """Let the next rollout begin; nothing happens if this one does not hold the network."""
        try:
            self._table.delete(NETWORK, RUNNING, condition="rollout = :rollout", values={"rollout": rollout_id})
        except ConditionFailed:
            return  # Freed already, by a twin of this call.

    def add_entries(self, rollout_id: str, entries: Iterable[Entry]) -> None:
        """Write entries as they are given."""
        self._table.write_batch(entry_to_item(rollout_id, entry) for entry in entries)

    def entries(self, rollout_id: str) -> tuple[Entry, ...]:
        """Return all entries in the order of their slugs."""
        return tuple(map(entry_from_item, self._table.query(rollout_key(rollout_id), "NATION#")))

    def entry(self, rollout_id: str, slug: str) -> Entry:
        """Return one entry; raises RolloutUnknown."""
        item = self._table.get(rollout_key(rollout_id), entry_sort(slug))
        if item is None:
            raise RolloutUnknown(rollout_id)
        return entry_from_item(item)

    def settle(self, rollout_id: str, slug: str, state: EntryState, **facts: object) -> bool:
        """Settle an entry; a failure never replaces `ready`. Tell whether this call settled it."""
        changes = {"state": state.value} | {name: _plain(value) for name, value in facts.items()}
        condition, values = "attribute_exists(pk)", {}
        if state is EntryState.FAILED:
            condition, values = "#state = :pending", {"pending": EntryState.PENDING.value}
        try:
            self._table.update(rollout_key(rollout_id), entry_sort(slug), changes, condition=condition, **values)
        except ConditionFailed:
            return False
        return True

    def note_error(self, rollout_id: str, slug: str, error: str) -> None:
        """Keep what a worker said when it gave up, for the report of a dead letter."""
        self._table.update(rollout_key(rollout_id), entry_sort(slug), {"last_error": error})

    def people(self, rollout_id: str) -> PeopleSums:
        """Return the sums over all ranges and shards so far."""
        pk = rollout_key(rollout_id)
        return _summed(self._table.query(pk, "RANGE#"), self._table.query(pk, "SHARD#"))

    def add_wave(self, rollout_id: str, record: WaveRecord) -> None:
        """Keep how a wave was judged."""
        self._table.put(wave_to_item(rollout_id, record))

    def keep_statement(self, statement: ConsentStatement) -> None:
        """Keep a consent statement under its hash, for as long as somebody's consent rests on it."""
        self._table.put({"pk": f"CONSENT#{statement.hash}", "sk": "STATEMENT", **asdict(statement)})

    def keep_approval(self, rollout_id: str, token: str) -> None:
        """Keep the token that a person's word will answer."""
        self._table.put({"pk": rollout_key(rollout_id), "sk": APPROVAL, "token": token})

    def approval(self, rollout_id: str) -> str | None:
        """Return the token that waits for a person's word, if any."""
        item = self._table.get(rollout_key(rollout_id), APPROVAL)
        return str(item["token"]) if item else None

    def drop_approval(self, rollout_id: str) -> None:
        """Forget the token: it was answered."""
        self._table.delete(rollout_key(rollout_id), APPROVAL)


_KINDS = (KIND, "NATION", "RANGE", "SHARD", "WAVE")


def _summed(ranges: Iterable[Item], shards: Iterable[Item]) -> PeopleSums:
    of_ranges, of_shards = list(ranges), list(shards)
    return PeopleSums(
        rows=_total(of_ranges, "rows"),
        rejected=_total(of_ranges, "rejected"),
        unassigned=_total(of_ranges, "unassigned"),
        created=_total(of_shards, "created"),
        merged=_total(of_shards, "merged"),
        unchanged=_total(of_shards, "unchanged"),
    )


def _total(items: Iterable[Mapping[str, int]], name: str) -> int:
    return sum(item[name] for item in items)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
