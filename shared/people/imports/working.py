"""Carry an import out, step by step, with the engine of the rollout: the people of the file are the nation's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.geography.assignment import Assigned, Claims, assign
from shared.kernel.errors import Fault, InputError, NotFound
from shared.people import layout
from shared.people.grouping import read_groups, unpack
from shared.people.imports.marking import MarkedPeople
from shared.people.imports.record import Counts, ImportState, ImportUnknown, find_import, import_to_item
from shared.people.loading import load_shard
from shared.people.outcomes import RangeOutcome, people_outcome
from shared.people.plan import Destinations, read_plan
from shared.people.planning import PeopleImport, PlanLimits, aliases_in, plan_people, renames_in
from shared.people.ports import FIND_PEOPLE
from shared.people.sorting import sort_range
from shared.people.table import put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.geography.assignment import Place
    from shared.geography.atlas import Atlas
    from shared.people.imports.record import NationImport
    from shared.people.placing import Assign
    from shared.people.plan import PeoplePlan
    from shared.people.ports import Erasures, PeopleFiles
    from shared.people.table import PeopleTable


MOST_ROWS = 120_000
"""Rows of one file. Loading them takes eight minutes at the pace of a nation's partition (`marking`), within one
function's fifteen; a file of up to 10 MB has as many where its rows are short: 87 bytes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yard:
    """What carrying out takes: the people, the files, who was erased, and where the nation is.

    `zones_of` returns the zone ids of a nation; `country` is the network's own, ISO 3166.
    """

    people: PeopleTable
    files: PeopleFiles
    erasures: Erasures
    zones_of: Callable[[str], Sequence[str]]
    atlas: Callable[[], Atlas]
    country: str
    limits: PlanLimits
    has_time: bool = False
    """Whether it may take as long as it takes: a function's time ends, that of whoever sits at a desk does not."""


def carry_out(slug: str, import_id: str, *, yard: Yard) -> NationImport:
    """Do the next step of an import; return it as it then is. Killed on its way, or called twice, it goes on.

    Raises ImportUnknown, and TransientError for what another try may mend.
    """
    made = find_import(slug, import_id, people=yard.people)
    if made is None:
        raise ImportUnknown(f"nation {slug} has no import {import_id}")
    match made.state:
        case ImportState.CHECKING:
            after = checked(made, yard=yard)
        case ImportState.LOADING:
            after = _loaded(made, yard)
        case _:
            return made
    yard.people.write([put(import_to_item(after), made.revision)])
    return after


def survey(made: NationImport, *, yard: Yard) -> PeoplePlan:
    """Return how the file of an import is understood; raises InputError with what is wrong with it, and NotFound."""
    order = PeopleImport(
        rollout_id=made.run,
        upload=made.upload,
        file_name=made.source,
        country=yard.country,
        mapping=made.mapping,
        consent=made.consent,
        by_nation=True,
    )
    return plan_people(
        order,
        destinations=Destinations(open_nations=frozenset({made.slug})),
        limits=yard.limits,
        files=yard.files,
        erased=yard.erasures.all(),
        aliases=aliases_in([made.slug], people=yard.people),
    )


def checked(made: NationImport, *, yard: Yard) -> NationImport:
    """Return an import as its check leaves it: the file is sorted as an import does, and whom the nation knows counted.

    Nothing is written but the yard's files. One that cannot be read has failed, with its faults. Raises TransientError.
    """
    after = replace(made, state=ImportState.CHECKED, revision=made.revision + 1)
    try:
        plan = survey(made, yard=yard)
    except InputError as error:
        return replace(after, state=ImportState.FAILED, faults=error.faults)
    except NotFound:
        # What browsers send goes by itself after a day.
        return _failed(after, reason="the file is not there any more", remedy="Send it again")
    if plan.rows > MOST_ROWS and not yard.has_time:
        remedy = f"Cut it into files of up to {MOST_ROWS} rows each, and import one after the other"
        return _failed(after, reason=f"the file has {plan.rows} rows", remedy=remedy)
    ranges = [
        sort_range(plan, planned.index, files=yard.files, assign=_assigning(made.slug, yard))
        for planned in plan.survey.ranges
    ]
    store, people, known = MarkedPeople(yard.people), 0, 0
    for shard in range(plan.shards):
        for batch in read_groups(plan, shard, files=yard.files, size=FIND_PEOPLE):
            people += len(batch)
            known += len(store.find([unpack(packed)[0] for packed in batch]))
    rejected = sum(outcome.rejected for outcome in ranges)
    repeated = plan.rows - rejected - people
    counts = Counts(rows=plan.rows, rejected=rejected, new=people - known, known=known, repeated=repeated)
    return replace(after, counts=counts, rejects=tuple(each.index for each in ranges if each.rejected))


def _failed(made: NationImport, *, reason: str, remedy: str) -> NationImport:
    fault = Fault(place=made.source, reason=reason, remedy=remedy)
    return replace(made, state=ImportState.FAILED, faults=(fault,))


def _loaded(made: NationImport, yard: Yard) -> NationImport:
    """Bring in what was sorted when it was checked, whatever was uploaded since, by the names that tags have now."""
    plan = read_plan(made.run, files=yard.files)
    store = MarkedPeople(yard.people)
    renames = renames_in([made.slug], people=yard.people)
    shards = [load_shard(plan, shard, files=yard.files, people=store, renames=renames) for shard in range(plan.shards)]
    sums = people_outcome(plan.rows, ranges=_sorted(plan, yard.files), shards=shards)
    counts = replace(made.counts, created=sums.created, merged=sums.merged, unchanged=sums.unchanged)
    return replace(made, state=ImportState.DONE, revision=made.revision + 1, counts=counts)


def _assigning(slug: str, yard: Yard) -> Assign:
    """Return the assignment of everybody to the nation: whom its own team brings is its own, wherever they live.

    Who surely lives in it gets the shared tags of their zones; nobody goes to headquarters' list.
    """
    claims = Claims.of(dict.fromkeys(yard.zones_of(slug), slug))

    def own(place: Place) -> Assigned:
        found = assign(place, atlas=yard.atlas(), claims=claims)
        return found if isinstance(found, Assigned) else Assigned(slug=slug, zones=())

    return own


def _sorted(plan: PeoplePlan, files: PeopleFiles) -> list[RangeOutcome]:
    keys = (layout.range_outcome_key(plan.rollout_id, planned.index) for planned in plan.survey.ranges)
    return [RangeOutcome.from_json(files.get(key)) for key in keys]
