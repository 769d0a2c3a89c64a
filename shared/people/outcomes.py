"""What an import came to. Always: rows = created + merged + unchanged + rejected + unassigned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import orjson

from shared.kernel.errors import PermanentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class SumsDiffer(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """The outcomes do not add up to the rows of the input: no report may be made of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeOutcome:
    """What became of the rows of one range.

    `offsets[s]` up to `offsets[s + 1]` are the bytes of shard `s` in the range's sorted file.
    """

    index: int
    rows: int
    rejected: int
    unassigned: int
    offsets: tuple[int, ...]

    @property
    def assigned(self) -> int:
        """Rows that went to a nation."""
        return self.rows - self.rejected - self.unassigned

    def to_json(self) -> bytes:
        """Return what `from_json` reads back."""
        return orjson.dumps(self)

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read an outcome written by `to_json`."""
        outcome = orjson.loads(text)
        return cls(**{**outcome, "offsets": tuple(outcome["offsets"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Rows by what they came to, and the different people they were about."""

    created: int = 0
    merged: int = 0
    unchanged: int = 0
    people: int = 0

    @property
    def rows(self) -> int:
        """All rows counted."""
        return self.created + self.merged + self.unchanged

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            created=self.created + other.created,
            merged=self.merged + other.merged,
            unchanged=self.unchanged + other.unchanged,
            people=self.people + other.people,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardOutcome:
    """What became of the rows of one shard, by nation; `held` counts the people on HQ's own list."""

    shard: int
    nations: Mapping[str, Tally] = field(default_factory=dict)
    held: int = 0

    @property
    def total(self) -> Tally:
        """All nations together."""
        return sum(self.nations.values(), start=Tally())

    def to_json(self) -> bytes:
        """Return what `from_json` reads back."""
        return orjson.dumps(self)

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read an outcome written by `to_json`."""
        outcome = orjson.loads(text)
        nations = {slug: Tally(**tally) for slug, tally in outcome.pop("nations").items()}
        return cls(**outcome, nations=nations)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleOutcome:
    """The sums of a whole import, and how many people each nation got or already had of it."""

    rows: int
    created: int
    merged: int
    unchanged: int
    rejected: int
    unassigned: int
    nations: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse sums that do not add up; raises SumsDiffer."""
        counted = self.created + self.merged + self.unchanged + self.rejected + self.unassigned
        if counted != self.rows:
            raise SumsDiffer(f"the outcomes count {counted} rows where the input has {self.rows}")

    def to_json(self) -> bytes:
        """Return what `from_json` reads back."""
        return orjson.dumps(self)

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read sums written by `to_json`; raises SumsDiffer."""
        return cls(**orjson.loads(text))


def people_outcome(rows: int, *, ranges: Iterable[RangeOutcome], shards: Iterable[ShardOutcome]) -> PeopleOutcome:
    """Add the outcomes of an import up against the rows of its input; raises SumsDiffer."""
    done = list(ranges)
    nations: dict[str, Tally] = {}
    for shard in shards:
        for slug, tally in shard.nations.items():
            nations[slug] = nations.get(slug, Tally()) + tally
    total = sum(nations.values(), start=Tally())
    return PeopleOutcome(
        rows=rows,
        created=total.created,
        merged=total.merged,
        unchanged=total.unchanged,
        rejected=sum(outcome.rejected for outcome in done),
        unassigned=sum(outcome.unassigned for outcome in done),
        nations={slug: nations[slug].people for slug in sorted(nations)},
    )
