"""Load one shard: bring all its people into their nations, each written at most once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError
from shared.people import layout
from shared.people.merging import decide
from shared.people.outcomes import RangeOutcome, ShardOutcome, Tally
from shared.people.person import slug_of
from shared.people.ports import FIND_PEOPLE, RevisionConflict
from shared.people.rowline import line_key, read_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shared.people.merging import Decision
    from shared.people.person import Person, PersonKey
    from shared.people.plan import PeoplePlan
    from shared.people.ports import PeopleFiles, PeopleStore

CONFLICTS = 8
"""Times one person is read and decided again because somebody else wrote it: more than two people edit at once."""

WRITERS = 4
"""Batches under way at the same time: while one waits for the table, another is being prepared."""

Group = tuple["PersonKey", list[bytes]]
"""A person and the lines of its rows in file order."""


def load_shard(
    plan: PeoplePlan, shard: int, *, files: PeopleFiles, people: PeopleStore, writers: int = WRITERS
) -> ShardOutcome:
    """Write the people of a shard, then its outcome; return the outcome.

    Run again, or twice at the same time, it ends in the same people and the same sums. Raises TransientError
    for what another try may mend.
    """
    groups = _groups(_slices(plan, shard, files))
    load = partial(_Loader(plan, people).load, shard=shard)
    batches = [groups[at : at + FIND_PEOPLE] for at in range(0, len(groups), FIND_PEOPLE)]
    outcome = ShardOutcome(shard=shard)
    with ThreadPoolExecutor(writers) as pool:
        try:
            for part in pool.map(load, batches):
                outcome += part
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    files.put(layout.shard_outcome_key(plan.rollout_id, shard), outcome.to_json(), content_type="application/json")
    return outcome


def _slices(plan: PeoplePlan, shard: int, files: PeopleFiles) -> Iterator[bytes]:
    """Yield what each range sorted into the shard, in file order."""
    for planned in plan.survey.ranges:
        sorted_range = RangeOutcome.from_json(files.get(layout.range_outcome_key(plan.rollout_id, planned.index)))
        start, end = sorted_range.offsets[shard : shard + 2]
        if start < end:
            yield b"".join(files.read(layout.sorted_key(plan.rollout_id, planned.index), start, end))


def _groups(slices: Iterable[bytes]) -> list[Group]:
    """Gather the lines of each person; a person stands where its first row did."""
    groups: dict[bytes, list[bytes]] = {}
    for part in slices:
        for line in part.splitlines():
            groups.setdefault(line_key(line), []).append(line)
    return [(_key(key), lines) for key, lines in groups.items()]


def _key(key: bytes) -> PersonKey:
    holder, _, person_id = key.decode().partition("\t")
    return holder, person_id


class _Loader:
    """Loads batches of people; several threads may share it."""

    def __init__(self, plan: PeoplePlan, people: PeopleStore) -> None:
        self._rollout_id = plan.rollout_id
        self._open = plan.destinations.open_nations
        self._people = people

    def load(self, groups: Sequence[Group], *, shard: int) -> ShardOutcome:
        """Bring the people of some groups in, and count."""
        stored = self._people.find([key for key, _ in groups])
        closed: list[Person] = []
        outcome = ShardOutcome(shard=shard)
        for key, lines in groups:
            decision = self._decide(key, lines, stored.get(key))
            if decision.person and slug_of(key[0]) in self._open:
                decision = self._replace(key, lines, decision)
            elif decision.person:
                closed.append(decision.person)
            outcome += _count(shard, key, decision)
        self._people.write(closed)
        return outcome

    def _decide(self, key: PersonKey, lines: Sequence[bytes], stored: Person | None) -> Decision:
        rows = [read_line(line) for line in lines]
        return decide(key, rows, stored=stored, rollout_id=self._rollout_id)

    def _replace(self, key: PersonKey, lines: Sequence[bytes], decision: Decision) -> Decision:
        """Write into an open nation; decide anew when its team, or a twin of this worker, was faster."""
        for _ in range(CONFLICTS):
            if decision.person is None:
                return decision
            try:
                self._people.replace(decision.person, revision=decision.person.revision - 1)
            except RevisionConflict:
                decision = self._decide(key, lines, self._people.find([key]).get(key))
            else:
                return decision
        raise TransientError(f"a person was written by others {CONFLICTS} times in a row")


def _count(shard: int, key: PersonKey, decision: Decision) -> ShardOutcome:
    slug = slug_of(key[0])
    if slug is None:
        return ShardOutcome(shard=shard, held=1)
    outcome = decision.outcome
    tally = Tally(created=outcome.created, merged=outcome.merged, unchanged=outcome.unchanged, people=1)
    return ShardOutcome(shard=shard, nations={slug: tally})
