"""Filters combined: who has all of some facets, any of some, none of some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.segments.facet import facets_of, is_facet
from shared.people.segments.last_days import MOST_DAYS, asks_about_days, last_days_of
from shared.people.segments.period import DID, period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from shared.people.person import Person
    from shared.people.segments.period import Period

MOST_FACETS = 30
"""Of one segment: far more than anybody reads, and few enough for one reading of the index."""

MOST_PERIODS = 4
"""Of one segment: each is read as some dozen blocks of days, and with so many a count still takes what it may."""

PERIOD = "period"
"""The place of a fault that lies in what a segment asks about days."""

LAST_DAYS = "last days"
"""The place of a fault that lies in how many of the last days a segment asks about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Everybody who has each facet of `all_of`, at least one of `any_of` where it names some, and none of `none_of`.

    One without facets is everybody. What it asks about the last days is kept as it was asked; `on` a day it comes to
    days, and only so people can be found by it.
    """

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    @property
    def facets(self) -> frozenset[str]:
        """All facets that it names."""
        return frozenset((*self.all_of, *self.any_of, *self.none_of))

    def on(self, today: date) -> Segment:
        """Return what it comes to on a day: itself, but for the last days, which are these days then."""
        days = self.days_on(today)
        parts = (tuple(days[facet].facet if facet in days else facet for facet in part) for part in self._parts)
        return Segment(**dict(zip(("all_of", "any_of", "none_of"), parts, strict=True)))

    def days_on(self, today: date) -> Mapping[str, Period]:
        """Return which days the last days are on a day, by the facets that ask about them, in their order."""
        asked = ((facet, last_days_of(facet)) for part in self._parts for facet in part)
        return {facet: last.on(today) for facet, last in asked if last}

    @property
    def periods(self) -> Mapping[str, Period]:
        """All that it asks about days, by facet; raises ValueError where it is not yet `on` a day."""
        if any(last_days_of(facet) for facet in self.facets):
            raise ValueError("a segment of the last days finds people only on a day: see Segment.on")
        return {facet: period for facet in self.facets if (period := period_of(facet))}

    @property
    def _parts(self) -> tuple[tuple[str, ...], ...]:
        return self.all_of, self.any_of, self.none_of


def segment_of(*, all_of: Iterable[str] = (), any_of: Iterable[str] = (), none_of: Iterable[str] = ()) -> Segment:
    """Return the segment of these facets, each once, in their order; raises InputError with every fault."""
    made = Segment(
        all_of=tuple(dict.fromkeys(all_of)), any_of=tuple(dict.fromkeys(any_of)), none_of=tuple(dict.fromkeys(none_of))
    )
    faults = [_unknown(facet) for facet in sorted(made.facets) if not is_facet(facet)]
    if len(made.facets) > MOST_FACETS:
        remedy = f"Combine {MOST_FACETS} at most"
        faults.append(Fault(place="segment", reason="it has too many filters", remedy=remedy))
    if sum(map(asks_about_days, made.facets)) > MOST_PERIODS:
        remedy = f"Combine {MOST_PERIODS} at most"
        faults.append(Fault(place=PERIOD, reason="it asks about too many periods", remedy=remedy))
    if faults:
        raise InputError(faults)
    return made


def _unknown(facet: str) -> Fault:
    if facet.startswith(DID) and ":last-" in facet:
        remedy = f"Write it as did:join:last-30-days, with 1 to {MOST_DAYS} days"
        return Fault(place=LAST_DAYS, reason=f"{facet[:40]!r} is no number of days", remedy=remedy)
    if facet.startswith(DID):
        remedy = "Write it as did:join:2027-05-01/2027-05-08, with .. for an open end"
        return Fault(place=PERIOD, reason=f"{facet[:40]!r} is no period", remedy=remedy)
    return Fault(place="segment", reason=f"{facet[:40]!r} is no facet", remedy="Choose one of those that are offered")


def matches(segment: Segment, person: Person) -> bool:
    """Tell whether somebody is in a segment; raises ValueError for one of the last days that is not `on` a day."""
    periods = segment.periods.items()
    facets = facets_of(person).union(facet for facet, period in periods if period.holds(person))
    return (
        facets.issuperset(segment.all_of)
        and (not segment.any_of or not facets.isdisjoint(segment.any_of))
        and facets.isdisjoint(segment.none_of)
    )
