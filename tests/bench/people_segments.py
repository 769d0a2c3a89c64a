"""Segments of a nation on this machine's cloud: counted and listed, against the emulator's own single query."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.item import to_item
from shared.people.name_index import INDEX
from shared.people.person import nation_holder
from shared.people.segments.building import build_index
from shared.people.segments.listing import page_of
from shared.people.segments.segment import Segment
from shared.people.segments.selecting import FEW, select
from shared.people.table import put
from tests.bench.crowd import Crowd, somebody, write_crowd
from tests.bench.figure import Figure, at_most, reported
from tests.bench.people_list import BOUND, LISTED, MEMORY_BOUND, ROUNDS, peak, timed
from tests.bench.rounds import least
from tests.bench.stage import standing_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.bench.stage import BenchStage
    from tests.bench.workbench import Workbench

    Work = Callable[[], object]

FEW_PEOPLE = 1000
LARGE, SMALL = "bench-segments", "bench-segments-small"
BARE = "a bare query"
SEGMENT = Segment(all_of=("tag:newsletter", "has:phone"), any_of=("has:email", "mailable"), none_of=("volunteer",))
"""Everybody, for whom as many facets are read as somebody would combine."""

SILENT = replace(SEGMENT, all_of=(*SEGMENT.all_of, "did:any:2027-01-02/.."), none_of=("did:join:2027-05-08/..",))
"""Nearly everybody, found by what was done on which days: as many blocks of days are read as two periods take."""


def measure(bench: Workbench) -> list[Figure]:
    """Return what counting and listing cost in queries' time and in memory, and how often anything was scanned."""
    stage = standing_stage(bench)
    large, small = (
        write_crowd(slug, size, stage=stage)
        for slug, size in ((LARGE, bench.people), (SMALL, min(FEW_PEOPLE, bench.people)))
    )
    room = Room(stage)
    built = timed(partial(room.build, large))
    room.build(small)
    fresh = least({name: partial(timed, work) for name, work in room.works(large).items()}, rounds=ROUNDS)
    room.change(large, bench.people)
    changed = least({name: partial(timed, work) for name, work in room.works(large).items()}, rounds=ROUNDS)
    ratios = {
        f"{name}{how}": spent / seconds[BARE]
        for how, seconds in (("", fresh), (f" with {FEW} people changed since", changed))
        for name, spent in seconds.items()
        if name != BARE
    }
    room.change(small, FEW_PEOPLE)
    peaks = [max(peak(work) for work in room.works(crowd).values()) for crowd in (small, large)]
    told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    asked = ", ".join(f"{count} {name}" for name, count in sorted(room.asked.items()))
    return [
        at_most(
            "people-segments",
            max(ratios.values()),
            BOUND,
            unit="× a single query",
            detail=f"among {bench.people:,} people of one nation: {told}; {BARE} {fresh[BARE] * 1000:.0f} ms",
        ),
        at_most(
            "people-segments-scans", room.asked["Scan"], 0, unit="scans", detail=f"in all, these asked for {asked}"
        ),
        at_most(
            "people-segments-memory",
            peaks[1] / peaks[0],
            MEMORY_BOUND,
            unit=f"× that among {FEW_PEOPLE:,} people",
            detail=f"the most that Python had taken: {peaks[1] / 1024:.0f} KB and {peaks[0] / 1024:.0f} KB",
        ),
        reported(
            "people-index",
            built / bench.people * 1e6,
            unit="µs a person",
            detail=f"the index of {bench.people:,} people built in {built:.1f} s, behind the queue",
        ),
    ]


class Room:
    """Where a team counts its people; `asked` counts what is asked of DynamoDB while it does, by operation."""

    def __init__(self, stage: BenchStage) -> None:
        self.asked: Counter[str] = Counter()
        self._table = stage.directory().people_table
        self._builder = DynamoPeopleTable(stage.client("dynamodb"), self._table)
        self._dynamodb = stage.client("dynamodb")
        self._dynamodb.meta.events.register("before-call.dynamodb", self._count)
        self._people = DynamoPeopleTable(self._dynamodb, self._table)

    def build(self, crowd: Crowd) -> None:
        """Build the index of a crowd."""
        build_index(crowd.slug, people=self._builder, now=datetime.now(UTC), draw=token_hex)

    def change(self, crowd: Crowd, people: int) -> None:
        """Change as many people as a reader looks at."""
        for number in range(0, people, people // FEW):
            person = somebody(crowd.slug, number)
            self._builder.write([put(to_item(replace(person, values={**person.values, "tags": ["newsletter", "x"]})))])

    def works(self, crowd: Crowd) -> Mapping[str, Work]:
        """Return a bare query, and what a team asks of a segment."""
        return {
            BARE: partial(self._query, crowd.slug),
            "count": partial(self._select, SEGMENT, crowd.slug),
            "count by days": partial(self._select, SILENT, crowd.slug),
            "first page": partial(self._list, SEGMENT, crowd.slug),
            "first page by days": partial(self._list, SILENT, crowd.slug),
        }

    def _select(self, segment: Segment, slug: str) -> object:
        return select(segment, slug, people=self._people, now=datetime.now(UTC)).count

    def _list(self, segment: Segment, slug: str) -> object:
        now = datetime.now(UTC)
        selection = select(segment, slug, people=self._people, now=now)
        return page_of(selection, people=self._people, now=now, limit=LISTED).elements

    def _query(self, slug: str) -> object:
        return self._dynamodb.query(
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": nation_holder(slug)}},
            Limit=LISTED,
        )["Items"]

    def _count(self, model: Any, **_: object) -> None:
        self.asked[model.name] += 1
