"""People, rows and plans as tests need them."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING

from shared.geography.assignment import Assigned, Unassigned
from shared.geography.zone import Zone, ZoneKind
from shared.people.loading import load_shard
from shared.people.memory import InMemoryPeopleFiles
from shared.people.outcomes import PeopleOutcome, people_outcome
from shared.people.person import ImportOutcome, Person, person_id
from shared.people.plan import Destinations, PeoplePlan
from shared.people.planning import PeopleImport, PlanLimits, plan_people
from shared.people.rowline import Contribution
from shared.people.sorting import sort_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from shared.geography.assignment import Place
    from shared.people.consent import Consents, ConsentStatement
    from shared.people.outcomes import ShardOutcome
    from shared.people.person import Value
    from shared.people.placing import Assign
    from shared.people.ports import PeopleFiles, PeopleStore

UPLOAD = "uploads/people.csv"
HEADER = ("email", "phone", "first_name", "last_name", "postcode")
PARIS_6 = "75006"
SMALL = PlanLimits(range_bytes=400, shard_bytes=1_000)
WHOLE = PlanLimits()

CONSTITUENCY = Zone(code="75-06", kind=ZoneKind.CONSTITUENCY, name="Paris 6")
COUNTRY = Zone(code="FR", kind=ZoneKind.COUNTRY, name="France")


def a_csv(*rows: Sequence[str], header: Sequence[str] = HEADER, delimiter: str = ",") -> bytes:
    """A people file in UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([header, *rows])
    return text.getvalue().encode()


def a_row(number: int, *, postcode: str = PARIS_6) -> tuple[str, ...]:
    """A row of `HEADER` about the person of that number."""
    return (f"marie{number}@example.org", "", "Marie", f"Dupont {number}", postcode)


def assign_by_postcode(place: Place) -> Assigned | Unassigned:
    """Everybody of 75006 goes to paris-6, everybody of 69003 to lyon-3; who has another postcode is nowhere's."""
    slugs = {PARIS_6: "paris-6", "69003": "lyon-3"}
    if place.postcode in slugs:
        return Assigned(slug=slugs[place.postcode], zones=(CONSTITUENCY, COUNTRY))
    return Unassigned(reason="no nation holds the place", candidates=("paris-6", "lyon-3"))


def a_plan(
    body: bytes,
    *,
    files: PeopleFiles | None = None,
    rollout_id: str = "r1",
    limits: PlanLimits = WHOLE,
    destinations: Destinations | None = None,
    mapping: Mapping[str, str] | None = None,
    consent: ConsentStatement | None = None,
    country: str = "FR",
) -> PeoplePlan:
    """The plan of an import of that file."""
    files = files or InMemoryPeopleFiles()
    files.put(UPLOAD, body, content_type="text/csv")
    order = PeopleImport(
        rollout_id=rollout_id,
        upload=UPLOAD,
        file_name="people.csv",
        country=country,
        mapping=mapping or {},
        consent=consent,
    )
    return plan_people(order, destinations=destinations or Destinations(), limits=limits, files=files)


def settled(
    plan: PeoplePlan, *, files: PeopleFiles, load: Callable[[int], ShardOutcome], assign: Assign = assign_by_postcode
) -> PeopleOutcome:
    """Sort all ranges, load all shards, and add up."""
    ranges = [sort_range(plan, planned.index, files=files, assign=assign) for planned in plan.survey.ranges]
    return people_outcome(plan.rows, ranges=ranges, shards=[load(shard) for shard in range(plan.shards)])


def loader(plan: PeoplePlan, *, files: PeopleFiles, people: PeopleStore) -> Callable[[int], ShardOutcome]:
    """What loads a shard of a plan."""
    return partial(load_shard, plan, files=files, people=people)


def a_contribution(
    *, consents: Consents | None = None, custom: Mapping[str, str] | None = None, **values: Value
) -> Contribution:
    """What a row says."""
    return Contribution({**values, **_custom(custom)}, consents or {})


def _custom(fields: Mapping[str, str] | None) -> dict[str, Value]:
    return {f"custom.{name}": value for name, value in (fields or {}).items()}


def a_person(
    *,
    slug: str = "paris-6",
    email: str = "marie1@example.org",
    consents: Consents | None = None,
    edited: Iterable[str] = (),
    custom: Mapping[str, str] | None = None,
    revision: int = 1,
    rollout_id: str = "r0",
    **values: Value,
) -> Person:
    """A person whom an earlier import brought."""
    return Person(
        holder=f"NATION#{slug}",
        person_id=person_id(email),
        values={"email": email, **values, **_custom(custom)},
        consents=consents or {},
        edited_fields=frozenset(edited),
        revision=revision,
        imported=ImportOutcome(rollout_id=rollout_id, created=1),
    )
