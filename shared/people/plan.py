"""What an import will do, decided once: the workers read it and decide nothing of it anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import orjson

from shared.people import layout
from shared.people.columns import Column
from shared.people.consent import ConsentStatement
from shared.people.erased import NOBODY, Erased

if TYPE_CHECKING:
    from shared.people.ports import PeopleFiles
    from shared.people.renames import Renames


Aliases = Mapping[str, Mapping[str, str]]
"""Slug -> the ids of those who were merged into another person there, with that other's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRange:
    """Bytes `start` up to before `end` of the file: whole records.

    `first_line` counts physical lines of the file, `first_row` records after the header; both from 1.
    """

    index: int
    start: int
    end: int
    first_line: int
    first_row: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Destinations:
    """Who takes people: zone ids and the nations that claim them, and the nations already open to their teams.

    `empty_holders` had nobody when this attempt was planned, so nothing is read before it is written there. A
    loader that runs twice then writes the same people again, which makes no difference.
    """

    claims: Mapping[str, str] = field(default_factory=dict)
    open_nations: frozenset[str] = frozenset()
    empty_holders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a people file is: how to read it, what its columns mean, and where it may be cut."""

    encoding: str
    delimiter: str
    columns: tuple[Column, ...]
    ranges: tuple[PlannedRange, ...]
    size: int
    """Bytes of text, after gzip is opened and UTF-16 made UTF-8."""

    @property
    def rows(self) -> int:
        """How many records follow the header."""
        return sum(planned.rows for planned in self.ranges)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePlan:
    """The plan of one import; `key` names the file that the ranges refer to, `source` the upload as people know it."""

    rollout_id: str
    key: str
    source: str
    country: str
    survey: Survey
    shards: int
    destinations: Destinations
    consent: ConsentStatement | None = None
    by_nation: bool = False
    """Whether a nation brings the file by itself: then it gives no tag of headquarters."""
    erased: int = 0
    """How many people no row may bring in; who they are stands beside the plan."""
    aliases: int = 0
    """How many people were merged into others; into whom stands beside the plan."""
    renames: int = 0
    """How many tags are called otherwise today by nations; how stands beside the plan."""

    @property
    def rows(self) -> int:
        """How many records the sums of the outcome must come to."""
        return self.survey.rows

    def to_json(self) -> bytes:
        """Return what `from_json` reads back."""
        return orjson.dumps(self, default=sorted)

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read a plan written by `to_json`."""
        plan: dict[str, Any] = orjson.loads(text)
        survey, destinations, consent = plan.pop("survey"), plan.pop("destinations"), plan.pop("consent")
        return cls(
            **plan,
            survey=_survey(survey),
            destinations=Destinations(
                claims=destinations["claims"],
                open_nations=frozenset(destinations["open_nations"]),
                empty_holders=frozenset(destinations["empty_holders"]),
            ),
            consent=ConsentStatement(**consent) if consent else None,
        )


def read_plan(rollout_id: str, *, files: PeopleFiles) -> PeoplePlan:
    """Return the plan of an import; raises NotFound."""
    return PeoplePlan.from_json(files.get(layout.plan_key(rollout_id)))


def read_erased(plan: PeoplePlan, *, files: PeopleFiles) -> Erased:
    """Return whom no row of the import may bring in."""
    return Erased.from_json(files.get(layout.erased_key(plan.rollout_id))) if plan.erased else NOBODY


def read_aliases(plan: PeoplePlan, *, files: PeopleFiles) -> Aliases:
    """Return whose rows are about whom else since they were merged."""
    read: Aliases = orjson.loads(files.get(layout.aliases_key(plan.rollout_id))) if plan.aliases else {}
    return read


def read_renames(plan: PeoplePlan, *, files: PeopleFiles) -> Renames:
    """Return what nations call tags of the file today."""
    read: Renames = orjson.loads(files.get(layout.renames_key(plan.rollout_id))) if plan.renames else {}
    return read


def _survey(survey: dict[str, Any]) -> Survey:
    columns = tuple(Column(**column) for column in survey.pop("columns"))
    ranges = tuple(PlannedRange(**planned) for planned in survey.pop("ranges"))
    return Survey(columns=columns, ranges=ranges, **survey)
