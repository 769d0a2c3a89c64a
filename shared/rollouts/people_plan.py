"""The part of a rollout's plan that is about people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.people.plan import Destinations
from shared.people.planning import PeopleImport, PlanLimits, plan_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.people.ports import PeopleFiles
    from shared.rollouts.rollout import Rollout


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlanner:
    """Cuts a rollout's people file into the ranges and shards that its import works off."""

    files: PeopleFiles
    limits: PlanLimits
    country: str

    def __call__(self, rollout: Rollout, *, claims: Mapping[str, str], open_nations: frozenset[str]) -> int:
        """Write the plan of the import and return the rows of the file, 0 without one; raises InputError."""
        people = rollout.request.people
        if people is None:
            return 0
        order = PeopleImport(
            rollout_id=rollout.id,
            upload=people.key,
            file_name=people.file_name,
            country=self.country,
            mapping=rollout.request.mapping,
            consent=rollout.request.consent,
        )
        destinations = Destinations(claims=claims, open_nations=open_nations)
        return plan_people(order, destinations=destinations, limits=self.limits, files=self.files).rows
