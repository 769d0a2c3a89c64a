"""What is wrong with the files of a rollout, and what would become of it, before anything is started.

The roster is read whole, and every fault of it named. Of the people file no more is read than somebody would wait for:
its header, and the rows of its first megabytes, as an import would sort them.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people import layout
from shared.people.memory import InMemoryPeopleFiles
from shared.people.plan import Destinations
from shared.people.planning import PlanLimits, plan_people
from shared.people.sorting import sort_range
from shared.people.unpacking import unpack
from shared.rollouts.arrivals import PEOPLE, ROSTER, arrival_key
from shared.rollouts.people_plan import import_order
from shared.rollouts.plan import claims_of
from shared.rollouts.request import InputFile, RolloutRequest
from shared.rollouts.roster import parse_roster
from shared.rollouts.sort_people import assigning

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from shared.geography.atlas import Atlas
    from shared.nations.nation import NationSeed
    from shared.people.outcomes import RangeOutcome
    from shared.people.plan import PeoplePlan
    from shared.rollouts.arrivals import Arrivals

TRIED_BYTES = 4 << 20
"""Of the people file's text: some 40,000 rows, sorted within two seconds."""

RANGE_BYTES = 1 << 20
"""A file that is cut off is judged by its whole ranges alone, so that the cut spoils no row."""

ID = "preflight"
"""The rollout id that the files of a trial stand under; none of them leaves the process."""

UPLOAD = InputFile(sha256=ID, file_name=PEOPLE, size=0)
"""The people file's first bytes, as a trial calls them."""

FAULTY_ROWS = 200
"""Faulty rows named one by one; the others are counted by their reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyRow:
    """A row that would not come to a nation: its line in the file, and why. Nothing of the row itself."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """A roster of `size` bytes: its nations, or all that is wrong with it."""

    size: int
    nations: tuple[NationSeed, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleReport:
    """A people file of `size` bytes: what its first `rows` rows would come to, or what is wrong with the file.

    `is_whole` tells whether these are all its rows. `columns` maps each header to the field it is understood as.
    `reasons` counts the rows that would come to no nation.
    """

    size: int
    is_whole: bool = True
    rows: int = 0
    rejected: int = 0
    unassigned: int = 0
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    faulty: tuple[FaultyRow, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def assigned(self) -> int:
        """The rows that would come to a nation."""
        return self.rows - self.rejected - self.unassigned


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What has arrived, and what is to be said of it; None for what has not."""

    roster: RosterReport | None
    people: PeopleReport | None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that must be mended before a start."""
        return tuple(fault for report in (self.roster, self.people) if report for fault in report.faults)

    @property
    def may_start(self) -> bool:
        """Whether there is a roster, and nothing to mend."""
        return self.roster is not None and not self.faults


def preflight(
    place: str,
    *,
    arrivals: Arrivals,
    country: str,
    atlas: Callable[[], Atlas],
    claims: Callable[[], Mapping[str, str]],
    mapping: Mapping[str, str] = MappingProxyType({}),
) -> Preflight:
    """Try the files that arrived at a place; raises NotFound for what is no place, and nothing for faults.

    The atlas and the nations' claims are asked for where there is something to be tried. `mapping` is a rollout's.
    """
    if not any(arrivals.size(arrival_key(place, name)) for name in (ROSTER, PEOPLE)):
        return Preflight(roster=None, people=None)
    ground, held = atlas(), claims()
    roster = _roster(place, arrivals=arrivals, country=country, atlas=ground, claims=held)
    order = RolloutRequest(name=ID, roster=UPLOAD, people=UPLOAD, mapping=mapping)
    served = {**held, **claims_of(roster.nations if roster else ())}
    return Preflight(
        roster=roster,
        people=_people(place, order, arrivals=arrivals, country=country, atlas=ground, claims=served),
    )


def _roster(
    place: str, *, arrivals: Arrivals, country: str, atlas: Atlas, claims: Mapping[str, str]
) -> RosterReport | None:
    key = arrival_key(place, ROSTER)
    if (size := arrivals.size(key)) is None:
        return None
    try:
        content = b"".join(arrivals.read(key))
        nations = parse_roster(content, file_name=ROSTER, country=country, atlas=atlas, claims=claims)
    except InputError as error:
        return RosterReport(size=size, faults=tuple(error.faults))
    return RosterReport(size=size, nations=nations)


def _people(
    place: str, order: RolloutRequest, *, arrivals: Arrivals, country: str, atlas: Atlas, claims: Mapping[str, str]
) -> PeopleReport | None:
    key = arrival_key(place, PEOPLE)
    if (size := arrivals.size(key)) is None:
        return None
    try:
        with closing(arrivals.read(key)) as chunks:
            text, is_whole = _beginning(unpack(chunks, name=PEOPLE).chunks)
        files = InMemoryPeopleFiles()
        plan = _plan(text, files, order, country=country, claims=claims)
    except InputError as error:
        return PeopleReport(size=size, faults=tuple(error.faults))
    return _tried(plan, files, size=size, is_whole=is_whole, atlas=atlas)


def _beginning(chunks: Generator[bytes]) -> tuple[bytes, bool]:
    """Return the first bytes of a text, and whether they are all of it."""
    text = bytearray()
    with closing(chunks):
        for chunk in chunks:
            text += chunk
            if len(text) > TRIED_BYTES:
                return bytes(text[:TRIED_BYTES]), False
    return bytes(text), True


def _plan(
    text: bytes, files: InMemoryPeopleFiles, request: RolloutRequest, *, country: str, claims: Mapping[str, str]
) -> PeoplePlan:
    files.put(UPLOAD.key, text, content_type="text/csv")
    order = import_order(ID, request, country=country)
    limits = PlanLimits(range_bytes=RANGE_BYTES)
    return plan_people(order, destinations=Destinations(claims=claims), limits=limits, files=files)


def _tried(plan: PeoplePlan, files: InMemoryPeopleFiles, *, size: int, is_whole: bool, atlas: Atlas) -> PeopleReport:
    assign = assigning(plan, atlas=atlas)
    ranges = plan.survey.ranges if is_whole else plan.survey.ranges[:-1]
    outcomes = [sort_range(plan, planned.index, files=files, assign=assign) for planned in ranges]
    faulty = sorted(_faulty(outcomes, files), key=lambda row: row.line)
    return PeopleReport(
        size=size,
        is_whole=is_whole,
        rows=sum(outcome.rows for outcome in outcomes),
        rejected=sum(outcome.rejected for outcome in outcomes),
        unassigned=sum(outcome.unassigned for outcome in outcomes),
        encoding=plan.survey.encoding,
        columns={column.name: column.field for column in plan.survey.columns},
        reasons=dict(Counter(row.reason for row in faulty).most_common()),
        faulty=tuple(faulty[:FAULTY_ROWS]),
    )


def _faulty(outcomes: Sequence[RangeOutcome], files: InMemoryPeopleFiles) -> Iterator[FaultyRow]:
    for outcome in outcomes:
        for count, key_of in ((outcome.rejected, layout.rejects_key), (outcome.unassigned, layout.unassigned_key)):
            if count:
                yield from _rows(files.get(key_of(ID, outcome.index)))


def _rows(content: bytes) -> Iterator[FaultyRow]:
    lines = csv.reader(io.StringIO(content.decode(), newline=""))
    next(lines)
    yield from (FaultyRow(line=int(cells[0]), reason=cells[1]) for cells in lines)
