"""Filters combined: who has all of some facets, any of some, none of some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.segments.facet import facets_of, is_facet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.people.person import Person

MOST_FACETS = 30
"""Of one segment: far more than anybody reads, and few enough for one reading of the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Everybody who has each facet of `all_of`, at least one of `any_of` where it names some, and none of `none_of`.

    One without facets is everybody.
    """

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    @property
    def facets(self) -> frozenset[str]:
        """All facets that it names."""
        return frozenset((*self.all_of, *self.any_of, *self.none_of))


def segment_of(*, all_of: Iterable[str] = (), any_of: Iterable[str] = (), none_of: Iterable[str] = ()) -> Segment:
    """Return the segment of these facets, each once, in their order; raises InputError with every fault."""
    made = Segment(
        all_of=tuple(dict.fromkeys(all_of)), any_of=tuple(dict.fromkeys(any_of)), none_of=tuple(dict.fromkeys(none_of))
    )
    faults = [
        Fault(place="segment", reason=f"{facet[:40]!r} is no facet", remedy="Choose one of those that are offered")
        for facet in sorted(made.facets)
        if not is_facet(facet)
    ]
    if len(made.facets) > MOST_FACETS:
        remedy = f"Combine {MOST_FACETS} at most"
        faults.append(Fault(place="segment", reason="it has too many filters", remedy=remedy))
    if faults:
        raise InputError(faults)
    return made


def matches(segment: Segment, person: Person) -> bool:
    """Tell whether somebody is in a segment."""
    facets = facets_of(person)
    return (
        facets.issuperset(segment.all_of)
        and (not segment.any_of or not facets.isdisjoint(segment.any_of))
        and facets.isdisjoint(segment.none_of)
    )
