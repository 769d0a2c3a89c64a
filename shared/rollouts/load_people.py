"""The loading step of an import as a rollout runs it: the people's own verb, and its sums for those who watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.loading import load_shard
from shared.people.plan import read_plan, read_renames

if TYPE_CHECKING:
    from shared.people.outcomes import ShardOutcome
    from shared.people.ports import PeopleFiles, PeopleStore
    from shared.rollouts.ports import ImportSums


def load_people(
    rollout_id: str, number: int, *, attempt: int, sums: ImportSums, files: PeopleFiles, people: PeopleStore
) -> ShardOutcome | None:
    """Load a shard and keep its sums; the plan is read anew each time, since a resumed rollout may plan again.

    None where the attempt is over: nothing is written any more.
    """
    if not sums.goes_on(rollout_id, attempt=attempt):
        return None
    plan = read_plan(rollout_id, files=files)
    outcome = load_shard(plan, number, files=files, people=people, renames=read_renames(plan, files=files))
    total = outcome.total
    sums.add_shard(rollout_id, number, created=total.created, merged=total.merged, unchanged=total.unchanged)
    return outcome
