"""What a rollout would do: every step that decides, none that writes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.kernel.errors import Fault, InputError
from shared.people.erased import NOBODY
from shared.people.plan import Destinations
from shared.people.planning import PlanLimits, plan_people
from shared.people.sorting import sort_range
from shared.rollouts.people_plan import import_order
from shared.rollouts.plan import claims_of
from shared.rollouts.preview_files import PreviewFiles
from shared.rollouts.roster import parse_roster
from shared.rollouts.sort_people import assigning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from shared.geography.atlas import Atlas
    from shared.people.erased import Erased
    from shared.people.plan import PeoplePlan
    from shared.rollouts.request import RolloutRequest

PREVIEW = "preview"
"""The rollout id that a preview's files stand under; none of them leaves the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePreview:
    """What would become of a people file; `columns` maps each header to the field it is understood as."""

    rows: int
    assigned: int
    rejected: int
    unassigned: int
    encoding: str
    delimiter: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutPreview:
    """What a rollout would do: its id, its nations by wave, its people.

    `tolerate` is the share or the number that was asked for, `tolerated` how many nations of each wave it lets fail.
    """

    rollout: str
    nations: int
    waves: tuple[int, ...]
    tolerate: str
    tolerated: tuple[int, ...]
    deadline: datetime | None
    people: PeoplePreview | None

    def to_json(self) -> dict[str, Any]:
        """Return the preview as docs/data-formats.md describes it."""
        people = self.people
        return {
            "rollout": self.rollout,
            "nations": self.nations,
            "waves": list(self.waves),
            "tolerate": self.tolerate,
            "tolerated": list(self.tolerated),
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "people": {name: getattr(people, name) for name in people.__slots__} if people else None,
        }


def preview_rollout(
    request: RolloutRequest,
    *,
    roster: Path,
    people: Path | None,
    country: str,
    atlas: Atlas,
    claims: Mapping[str, str],
    erased: Erased = NOBODY,
) -> RolloutPreview:
    """Read both files as the rollout would; raises InputError with every fault."""
    seeds = parse_roster(roster.read_bytes(), file_name=roster.name, country=country, atlas=atlas, claims=claims)
    previewed = None
    if people and request.people:
        destinations = {**claims, **claims_of(seeds)}
        with PreviewFiles(request.people.key, people) as files:
            plan = _survey(request, files, country=country, claims=destinations, erased=erased)
            previewed = _preview_people(plan, files, atlas=atlas)
    sizes = [len(wave) for wave in request.waves.cut(seeds)]
    return RolloutPreview(
        rollout=request.rollout_id,
        nations=len(seeds),
        waves=tuple(sizes),
        tolerate=str(request.tolerance),
        tolerated=tuple(map(request.tolerance.of, sizes)),
        deadline=request.deadline,
        people=previewed,
    )


def check_inputs(
    request: RolloutRequest,
    *,
    roster: Path,
    people: Path | None,
    country: str,
    atlas: Atlas,
    claims: Mapping[str, str],
) -> None:
    """Read both files as far as a rollout's plan does; raises one InputError with the faults of both.

    The people file is read once, at the speed of its scan, and none of its rows is judged.
    """
    faults: list[Fault] = []
    with gathered(faults):
        parse_roster(roster.read_bytes(), file_name=roster.name, country=country, atlas=atlas, claims=claims)
    if people and request.people:
        with gathered(faults), PreviewFiles(request.people.key, people) as files:
            _survey(request, files, country=country, claims={})
    if faults:
        raise InputError(faults)


@contextmanager
def gathered(faults: list[Fault]) -> Iterator[None]:
    """Add the faults of an InputError to the list instead of raising it."""
    try:
        yield
    except InputError as error:
        faults += error.faults


def _survey(
    request: RolloutRequest,
    files: PreviewFiles,
    *,
    country: str,
    claims: Mapping[str, str],
    erased: Erased = NOBODY,
) -> PeoplePlan:
    order = import_order(PREVIEW, request, country=country)
    return plan_people(order, destinations=Destinations(claims=claims), limits=PlanLimits(), files=files, erased=erased)


def _preview_people(plan: PeoplePlan, files: PreviewFiles, *, atlas: Atlas) -> PeoplePreview:
    assign = assigning(plan, atlas=atlas)
    outcomes = [sort_range(plan, piece.index, files=files, assign=assign) for piece in plan.survey.ranges]
    return PeoplePreview(
        rows=plan.rows,
        assigned=sum(outcome.assigned for outcome in outcomes),
        rejected=sum(outcome.rejected for outcome in outcomes),
        unassigned=sum(outcome.unassigned for outcome in outcomes),
        encoding=plan.survey.encoding,
        delimiter=plan.survey.delimiter,
        columns={column.name: column.field for column in plan.survey.columns},
    )
