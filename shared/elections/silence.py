"""A span of time in which a campaign must not ask for votes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The silence of one round: from `starts` until just before `ends`.

    Both are aware, each in the time zone whose clock sets it. `round` is the round's name, such as `first`.
    """

    starts: datetime
    ends: datetime
    round: str

    def covers(self, moment: datetime) -> bool:
        """Tell whether an aware moment is in this silence."""
        # In UTC, for two moments of one time zone are compared by their wall clocks, which DST sets back.
        return self.starts.astimezone(UTC) <= moment.astimezone(UTC) < self.ends.astimezone(UTC)


def merge(silences: Iterable[Silence]) -> tuple[Silence, ...]:
    """Return the silences by their beginnings, those of a round that touch or overlap made one."""
    merged: dict[str, list[Silence]] = {}
    for silence in sorted(silences, key=lambda each: each.starts):
        of_round = merged.setdefault(silence.round, [])
        if of_round and silence.starts <= of_round[-1].ends:
            of_round[-1] = _joined(of_round[-1], silence)
        else:
            of_round.append(silence)
    return tuple(sorted((each for of_round in merged.values() for each in of_round), key=lambda each: each.starts))


def _joined(one: Silence, other: Silence) -> Silence:
    ends = max(one.ends, other.ends)
    return Silence(starts=min(one.starts, other.starts), ends=ends, round=one.round)
