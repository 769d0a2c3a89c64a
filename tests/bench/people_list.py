"""A nation's people on this machine's cloud, listed and searched, against the emulator's own single query."""

from __future__ import annotations

import time
import tracemalloc
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from infra.stages import LOCAL
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.name_index import INDEX, DynamoPeopleByName
from shared.people.person import nation_holder
from shared.people.searching import search_people
from shared.people.segments.building import build_index
from tests.bench.crowd import Crowd, write_crowd
from tests.bench.figure import Figure, at_most
from tests.bench.rounds import least
from tests.bench.stage import standing_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.bench.stage import BenchStage
    from tests.bench.workbench import Workbench

    Work = Callable[[], object]

BOUND = 3
ROUNDS = 3
LISTED = 50
"""People on one page, as the console shows them."""

FEW = 1000
MEMORY_BOUND = 1.1
"""How much more memory a page may take from many people than from `FEW`."""

LARGE, SMALL = "bench-large", "bench-small"
ALL, BEGINNING = "a bare query of all", "a bare query by a beginning"
"""What first pages are held against: a query of the index as the emulator answers it, of the same kind."""

SINGLE = {
    "list": ALL,
    "next page": ALL,
    "family name": BEGINNING,
    "both names": BEGINNING,
    "address": ALL,
    "number": ALL,
}


def measure(bench: Workbench) -> list[Figure]:
    """Return what a first page costs in queries' time and in memory, and how often anything was scanned."""
    stage = standing_stage(bench)
    large, small = (
        write_crowd(slug, size, stage=stage) for slug, size in ((LARGE, bench.people), (SMALL, min(FEW, bench.people)))
    )
    room = Room(stage)
    for crowd in (large, small):
        room.index(crowd)
    seconds = least({name: partial(timed, work) for name, work in room.works(large).items()}, rounds=ROUNDS)
    ratios = {name: spent / seconds[SINGLE[name]] for name, spent in seconds.items() if name in SINGLE}
    peaks = [max(peak(work) for work in room.works(crowd).values()) for crowd in (small, large)]
    told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    bare = ", ".join(f"{name} {seconds[name] * 1000:.0f} ms" for name in (ALL, BEGINNING))
    asked = ", ".join(f"{count} {name}" for name, count in sorted(room.asked.items()))
    return [
        at_most(
            "people-page",
            max(ratios.values()),
            BOUND,
            unit="× a single query of its kind",
            detail=f"first pages of {LISTED} among {bench.people:,} people of one nation: {told}; {bare}",
        ),
        at_most("people-scans", room.asked["Scan"], 0, unit="scans", detail=f"in all, these asked for {asked}"),
        at_most(
            "people-page-memory",
            peaks[1] / peaks[0],
            MEMORY_BOUND,
            unit=f"× a page's among {FEW:,} people",
            detail=f"the most that Python had taken: {peaks[1] / 1024:.0f} KB and {peaks[0] / 1024:.0f} KB",
        ),
    ]


class Room:
    """Where a team looks for its people; `asked` counts what is asked of DynamoDB, by operation."""

    def __init__(self, stage: BenchStage) -> None:
        self.asked: Counter[str] = Counter()
        self._table = stage.directory().people_table
        self._dynamodb = stage.client("dynamodb")
        self._dynamodb.meta.events.register("before-call.dynamodb", self._count)
        self._people = DynamoPeopleTable(self._dynamodb, self._table)
        self._builder = DynamoPeopleTable(stage.client("dynamodb"), self._table)
        self._by_name = DynamoPeopleByName(self._dynamodb, self._table)

    def index(self, crowd: Crowd) -> None:
        """Build the index that numbers are found by."""
        build_index(crowd.slug, people=self._builder, now=datetime.now(UTC), draw=token_hex)

    def works(self, crowd: Crowd) -> Mapping[str, Work]:
        """Return a bare query, and the first pages of what a team looks for in a crowd."""
        given, family = crowd.somebody.values["given_name"], str(crowd.somebody.values["family_name"])
        look = partial(self._look, crowd.slug)
        return {
            ALL: partial(self._query, crowd.slug),
            BEGINNING: partial(self._query, crowd.slug, family[:3].lower()),
            "list": partial(look, ""),
            "next page": partial(look, "", after=f"0{crowd.somebody.person_id}"),
            "family name": partial(look, family[:3]),
            "both names": partial(look, f"{given} {family}"),
            "address": partial(look, str(crowd.somebody.values["email"])),
            "number": partial(look, str(crowd.somebody.values["phone"])),
        }

    def _look(self, slug: str, asked: str, *, after: str | None = None) -> object:
        return search_people(
            asked,
            slug,
            people=self._people,
            by_name=self._by_name,
            country=LOCAL.country,
            now=time.time(),
            limit=LISTED,
            after=after,
        ).elements

    def _query(self, slug: str, beginning: str = "") -> object:
        condition, values = "pk = :pk", {":pk": {"S": nation_holder(slug)}}
        if beginning:
            condition, values = f"{condition} AND begins_with(name_key, :name)", {**values, ":name": {"S": beginning}}
        return self._dynamodb.query(
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            Limit=LISTED,
        )["Items"]

    def _count(self, model: Any, **_: object) -> None:
        self.asked[model.name] += 1


def timed(work: Work) -> float:
    """Return the seconds that the work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def peak(work: Work) -> int:
    """Return the most bytes that Python takes for the work, done before once, so that nothing is loaded with it."""
    work()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
