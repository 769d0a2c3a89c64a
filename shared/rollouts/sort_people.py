"""The sorting step of an import as a rollout runs it: the people's own verb, and its sums for those who watch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.geography.assignment import Claims, assign
from shared.people.plan import read_plan
from shared.people.sorting import sort_range

if TYPE_CHECKING:
    from shared.geography.atlas import Atlas
    from shared.people.outcomes import RangeOutcome
    from shared.people.placing import Assign
    from shared.people.plan import PeoplePlan
    from shared.people.ports import PeopleFiles
    from shared.rollouts.ports import ImportSums


def sort_people(
    rollout_id: str, number: int, *, attempt: int, sums: ImportSums, files: PeopleFiles, atlas: Atlas
) -> RangeOutcome | None:
    """Sort a range and keep its sums; the plan is read anew each time, since a resumed rollout may plan again.

    None where the attempt is over: nothing is written any more.
    """
    if not sums.goes_on(rollout_id, attempt=attempt):
        return None
    plan = read_plan(rollout_id, files=files)
    outcome = sort_range(plan, number, files=files, assign=assigning(plan, atlas=atlas))
    sums.add_range(rollout_id, number, rows=outcome.rows, rejected=outcome.rejected, unassigned=outcome.unassigned)
    return outcome


def assigning(plan: PeoplePlan, *, atlas: Atlas) -> Assign:
    """Return the assignment of places to the nations that the plan knows."""
    return partial(assign, atlas=atlas, claims=Claims.of(plan.destinations.claims))
