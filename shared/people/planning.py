"""Plan the import of a people file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import compress
from types import MappingProxyType
from typing import TYPE_CHECKING

import orjson

from shared.people import layout
from shared.people.aliases import every_alias
from shared.people.erased import NOBODY
from shared.people.person import hq_holders, nation_holder
from shared.people.plan import PeoplePlan
from shared.people.renames import names_of_today
from shared.people.surveying import survey_people
from shared.people.unpacking import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from shared.people.consent import ConsentStatement
    from shared.people.erased import Erased
    from shared.people.plan import Aliases, Destinations
    from shared.people.ports import PeopleFiles, PeopleStore
    from shared.people.renames import Renames
    from shared.people.table import PeopleTable

JSON = "application/json"
CSV = "text/csv; charset=utf-8"

READERS = 8
"""Holders looked at together: 400 nations then take about half a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleImport:
    """What is to be imported: the upload's key, its name as people know it, and how to understand it.

    `mapping` holds column names and fields (see `shared.people.fields`); `country` is the network's own, ISO 3166.
    """

    rollout_id: str
    upload: str
    file_name: str
    country: str = "FR"
    mapping: Mapping[str, str] = field(default_factory=dict)
    consent: ConsentStatement | None = None
    by_nation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLimits:
    """How the work is cut: bytes of the file that one worker sorts, and whose people one worker loads.

    A worker's memory grows with both; more shards make more and smaller reads of the sorted files.
    """

    range_bytes: int = 8 << 20
    shard_bytes: int = 8 << 20


def plan_people(
    order: PeopleImport,
    *,
    destinations: Destinations,
    limits: PlanLimits,
    files: PeopleFiles,
    erased: Erased = NOBODY,
    aliases: Aliases = MappingProxyType({}),
    renames: Renames = MappingProxyType({}),
) -> PeoplePlan:
    """Survey the upload, write the plan and the lists it goes with, and return the plan.

    Writes the same files when it runs again. Raises InputError before any list is written.
    """
    unpacked = unpack(files.read(order.upload), name=order.file_name)
    key = layout.transcoded_key(order.rollout_id) if unpacked.transcoded else order.upload
    chunks = files.store_passing(key, unpacked.chunks, content_type=CSV) if unpacked.transcoded else unpacked.chunks
    with closing(chunks):
        survey = survey_people(
            replace(unpacked, chunks=chunks),
            place=order.file_name,
            mapping=order.mapping,
            range_bytes=limits.range_bytes,
        )
    plan = PeoplePlan(
        rollout_id=order.rollout_id,
        key=key,
        source=order.file_name,
        country=order.country,
        survey=survey,
        shards=-(-survey.size // limits.shard_bytes),
        destinations=destinations,
        consent=order.consent,
        by_nation=order.by_nation,
        erased=len(erased),
        aliases=sum(map(len, aliases.values())),
        renames=sum(map(len, renames.values())),
    )
    _write(plan, erased, aliases, renames, files=files)
    return plan


def empty_holders(slugs: Iterable[str], *, people: PeopleStore) -> frozenset[str]:
    """Return which nations, and which of HQ's own lists, have nobody: what `Destinations` may be told.

    Only while no other import runs and none of the nations is open.
    """
    holders = [*map(nation_holder, slugs), *hq_holders()]
    if people.is_bare():
        return frozenset(holders)
    with ThreadPoolExecutor(READERS) as pool:
        return frozenset(compress(holders, pool.map(people.is_empty, holders)))


def aliases_in(slugs: Iterable[str], *, people: PeopleTable) -> Aliases:
    """Return who was merged into whom in some nations, without those where nobody was."""
    return _of_each(slugs, partial(every_alias, people=people))


def renames_in(slugs: Iterable[str], *, people: PeopleTable) -> Renames:
    """Return what some nations call tags today, without those where none was renamed."""
    return _of_each(slugs, partial(names_of_today, people=people))


def _of_each(slugs: Iterable[str], read: Callable[[str], Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    named = sorted(slugs)
    with ThreadPoolExecutor(READERS) as pool:
        return {slug: found for slug, found in zip(named, pool.map(read, named), strict=True) if found}


def _write(plan: PeoplePlan, erased: Erased, aliases: Aliases, renames: Renames, *, files: PeopleFiles) -> None:
    ranges = [{"range": planned.index} for planned in plan.survey.ranges]
    shards = [{"shard": shard} for shard in range(plan.shards)]
    files.put(layout.ranges_key(plan.rollout_id), orjson.dumps(ranges), content_type=JSON)
    files.put(layout.shards_key(plan.rollout_id), orjson.dumps(shards), content_type=JSON)
    if erased:
        files.put(layout.erased_key(plan.rollout_id), erased.to_json(), content_type=JSON)
    if plan.aliases:
        files.put(layout.aliases_key(plan.rollout_id), orjson.dumps(aliases), content_type=JSON)
    if plan.renames:
        files.put(layout.renames_key(plan.rollout_id), orjson.dumps(renames), content_type=JSON)
    files.put(layout.plan_key(plan.rollout_id), plan.to_json(), content_type=JSON)
