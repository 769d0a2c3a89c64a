"""Who votes for whom: givers and carriers of proxies, matched by how near they live.

What the law says (code électoral): anybody may have somebody else vote for them (L. 71), who may be registered in
another commune since 1 January 2022 but votes at the giver's own polling place (L. 72 as changed by law 2019-1461,
art. 112). Nobody carries more than one proxy made out in France (L. 73: two, of which one in France), so each
carrier is given one giver a round. The proxy itself is made out before the authorities, never here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    Wanted = Callable[[frozenset["Round"]], Iterable[frozenset["Round"]]]


class Round(StrEnum):
    """One round of the election."""

    FIRST = "first"
    SECOND = "second"


class Closeness(Enum):
    """How near a carrier is to the polling place, the nearest first."""

    COMMUNE = "same commune"
    CONSTITUENCY = "same constituency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """Somebody who gives or carries; `commune` and `constituency` in one spelling, the second empty if not known."""

    person_id: str
    commune: str
    constituency: str
    rounds: frozenset[Round]
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A carrier for a giver, in these rounds."""

    giver: Voter
    carrier: Voter
    rounds: frozenset[Round]
    closeness: Closeness


def match_proxies(givers: Iterable[Voter], carriers: Iterable[Voter]) -> tuple[Match, ...]:
    """Return who carries for whom: nearest first, whoever asked first before others.

    A giver for both rounds gets one carrier for both if there is one, else one for each. Nobody carries twice in a
    round, and nobody for themselves.
    """
    return tuple(_Table(givers, carriers).matches())


class _Table:
    """What is still open: who needs a carrier in which rounds, and who is free in which."""

    def __init__(self, givers: Iterable[Voter], carriers: Iterable[Voter]) -> None:
        self._needed = {giver: giver.rounds for giver in sorted(givers, key=_turn)}
        self._free = {carrier: carrier.rounds for carrier in sorted(carriers, key=_turn)}

    def matches(self) -> Iterator[Match]:
        for wanted in (_all_rounds, _each_round):
            for closeness in Closeness:
                for giver in self._needed:
                    yield from self._serve(giver, closeness, wanted)

    def _serve(self, giver: Voter, closeness: Closeness, wanted: Wanted) -> Iterator[Match]:
        for rounds in wanted(self._needed[giver]):
            carrier = self._carrier(giver, closeness, rounds)
            if carrier:
                self._needed[giver] -= rounds
                self._free[carrier] -= rounds
                yield Match(giver=giver, carrier=carrier, rounds=rounds, closeness=closeness)

    def _carrier(self, giver: Voter, closeness: Closeness, rounds: frozenset[Round]) -> Voter | None:
        """Return the one who can and is left with the fewest rounds to spare."""
        able = [
            carrier
            for carrier, free in self._free.items()
            if rounds <= free and carrier.person_id != giver.person_id and _is_near(giver, carrier, closeness)
        ]
        return min(able, key=lambda carrier: len(self._free[carrier] - rounds), default=None)


def _all_rounds(needed: frozenset[Round]) -> Iterable[frozenset[Round]]:
    return [needed] if needed else []


def _each_round(needed: frozenset[Round]) -> Iterable[frozenset[Round]]:
    return [frozenset({each}) for each in sorted(needed)]


def _is_near(giver: Voter, carrier: Voter, closeness: Closeness) -> bool:
    match closeness:
        case Closeness.COMMUNE:
            return giver.commune == carrier.commune
        case Closeness.CONSTITUENCY:
            return bool(giver.constituency) and giver.constituency == carrier.constituency


def _turn(voter: Voter) -> tuple[int, datetime, str]:
    """Who needs both rounds is the hardest to serve, and goes first."""
    return -len(voter.rounds), voter.since, voter.person_id
