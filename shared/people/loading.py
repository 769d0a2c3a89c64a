"""Load one shard: bring all its people into their nations, each written at most once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError
from shared.people import layout
from shared.people.grouping import read_groups, unpack
from shared.people.merging import decide
from shared.people.outcomes import ShardOutcome, Tally
from shared.people.person import slug_of
from shared.people.ports import FIND_PEOPLE
from shared.people.renames import renamed
from shared.people.rowline import read_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.people.grouping import Packed
    from shared.people.merging import Decision
    from shared.people.person import Person, PersonKey
    from shared.people.plan import PeoplePlan
    from shared.people.ports import PeopleFiles, PeopleStore
    from shared.people.renames import Renames

CONFLICTS = 8
"""Times one person is read and decided again because somebody else wrote it: more than two people edit at once."""

WRITERS = 2
"""Batches under way at the same time: while one waits for the table, the other is prepared; more fight for the GIL."""


def load_shard(
    plan: PeoplePlan,
    shard: int,
    *,
    files: PeopleFiles,
    people: PeopleStore,
    renames: Renames = MappingProxyType({}),
    writers: int = WRITERS,
) -> ShardOutcome:
    """Write the people of a shard, then its outcome; return the outcome.

    A row's tags are written as its nation calls them today, by `renames`. Run again, or twice at the same time, it ends
    in the same people and the same sums. Raises TransientError for what another try may mend.
    """
    batches = read_groups(plan, shard, files=files, size=FIND_PEOPLE)
    count = _Count()
    with ThreadPoolExecutor(writers) as pool:
        try:
            for loaded in pool.map(_Loader(plan, people, renames).load, batches):
                count.add(loaded)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    outcome = count.outcome(shard)
    files.put(layout.shard_outcome_key(plan.rollout_id, shard), outcome.to_json(), content_type="application/json")
    return outcome


class _Count:
    """Counts what became of people."""

    def __init__(self) -> None:
        self._nations: dict[str, Tally] = {}
        self._held = 0

    def add(self, loaded: Iterable[tuple[PersonKey, Decision]]) -> None:
        """Count some people."""
        for (holder, _), (done, _) in loaded:
            slug = slug_of(holder)
            if slug is None:
                self._held += 1
                continue
            tally = Tally(created=done.created, merged=done.merged, unchanged=done.unchanged, people=1)
            self._nations[slug] = self._nations[slug] + tally if slug in self._nations else tally

    def outcome(self, shard: int) -> ShardOutcome:
        """Return all that was counted."""
        return ShardOutcome(shard=shard, nations=self._nations, held=self._held)


class _Loader:
    """Loads batches of people; several threads may share it."""

    def __init__(self, plan: PeoplePlan, people: PeopleStore, renames: Renames) -> None:
        self._rollout_id = plan.rollout_id
        self._open = plan.destinations.open_nations
        self._empty = plan.destinations.empty_holders
        self._people = people
        self._renames = renames

    def load(self, batch: Sequence[Packed]) -> list[tuple[PersonKey, Decision]]:
        """Bring some people in; return what became of each."""
        groups = [unpack(packed) for packed in batch]
        stored = self._people.find([key for key, _ in groups if key[0] not in self._empty])
        decided = [(key, self._decide(key, lines, stored.get(key)), lines) for key, lines in groups]
        changed = [(key, decision.person) for key, decision, _ in decided if decision.person]
        self._people.write([person for key, person in changed if not self._is_open(key)])
        faster = frozenset(self._people.replace_each([person for key, person in changed if self._is_open(key)]))
        return [(key, self._replace(key, lines) if key in faster else decision) for key, decision, lines in decided]

    def _is_open(self, key: PersonKey) -> bool:
        return slug_of(key[0]) in self._open

    def _decide(self, key: PersonKey, lines: Sequence[bytes], stored: Person | None) -> Decision:
        rows = [read_line(line) for line in lines]
        if names := self._renames.get(slug_of(key[0]) or ""):
            rows = [renamed(row, names) for row in rows]
        return decide(key, rows, stored=stored, rollout_id=self._rollout_id)

    def _replace(self, key: PersonKey, lines: Sequence[bytes]) -> Decision:
        """Decide anew about a person of an open nation whose team, or a twin of this worker, was faster."""
        for _ in range(CONFLICTS - 1):
            decision = self._decide(key, lines, self._people.find([key]).get(key))
            if decision.person is None or not self._people.replace_each([decision.person]):
                return decision
        raise TransientError(f"a person was written by others {CONFLICTS} times in a row")
