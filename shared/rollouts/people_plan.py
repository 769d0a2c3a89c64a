"""The part of a rollout's plan that is about people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.people.plan import Destinations
from shared.people.planning import PeopleImport, PlanLimits, aliases_in, empty_holders, plan_people, renames_in
from shared.rollouts.plan import PlannedImport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.people.journal import Journal
    from shared.people.ports import Erasures, PeopleFiles, PeopleStore
    from shared.people.table import PeopleTable
    from shared.rollouts.request import RolloutRequest
    from shared.rollouts.rollout import Rollout


BROUGHT_IN = "brought-in-people"
"""What the log of a nation that is open says of a people file of headquarters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlanner:
    """Cuts a rollout's people file into the ranges and shards that its import works off."""

    files: PeopleFiles
    people: PeopleStore
    table: PeopleTable
    erasures: Erasures
    journal: Journal
    limits: PlanLimits
    country: str
    straggle_seconds: int
    """How long a worker of the import may go on once nobody waits for it."""

    def __call__(self, rollout: Rollout, *, claims: Mapping[str, str], open_nations: frozenset[str]) -> PlannedImport:
        """Write the plan of the import of a rollout that has people; raises InputError.

        Then, before anybody is loaded, the log of each nation that is open hears that people of the file may come: once
        for all of them, and again where a later attempt plans again.
        """
        order = import_order(rollout.id, rollout.request, country=self.country)
        destinations = self._destinations(claims, open_nations)
        plan = plan_people(
            order,
            destinations=destinations,
            limits=self.limits,
            files=self.files,
            erased=self.erasures.all(),
            aliases=aliases_in(open_nations, people=self.table),
            renames=renames_in(open_nations, people=self.table),
        )
        for slug in sorted(open_nations):
            self.journal.record(slug, BROUGHT_IN, {"rollout": rollout.id})
        return PlannedImport(rows=plan.rows, straggle_seconds=self.straggle_seconds)

    def _destinations(self, claims: Mapping[str, str], open_nations: frozenset[str]) -> Destinations:
        # One look at each nation here saves the loaders a look at each of its people.
        closed = sorted({*claims.values()} - open_nations)
        empty = empty_holders(closed, people=self.people)
        return Destinations(claims=claims, open_nations=open_nations, empty_holders=empty)


def import_order(rollout_id: str, request: RolloutRequest, *, country: str) -> PeopleImport:
    """Return the import of the request's people file, which it must have."""
    if request.people is None:
        raise ValueError("a request without people imports none")
    return PeopleImport(
        rollout_id=rollout_id,
        upload=request.people.key,
        file_name=request.people.file_name,
        country=country,
        mapping=request.mapping,
        consent=request.consent,
    )
