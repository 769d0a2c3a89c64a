"""In which constituencies the communes of a département lie, read off their outlines.

The outlines of communes are exact to some tens of metres, those of
constituencies are drawn coarsely: between two kept corners the border may run a
kilometre beside the drawn line, so that a village can even lie wholly on the
wrong side of it. Two things are reliable, and the rules below rest on them:

* *Corners.* A kept corner is a point of the true border (nine in ten within
  90 metres). So communes of each constituency that meets in a corner lie at
  that corner: where just one of the communes there can belong to a
  constituency, it does; and a town that alone surrounds a corner belongs to all.
* *Small communes are whole.* Constituencies are made of cantons, and no canton
  divides a commune of fewer than 3,500 inhabitants (code électoral, L191-1).

What these leave open is settled by area, and kept open (the commune lies in
both) where the areas do not settle it either: a person is then unassigned, not
sent to the wrong nation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from shared.geography.france.build.plane import distance, near, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.geography.france.build.ewkb import Point
    from shared.geography.france.build.plane import Shape

Shares: TypeAlias = dict[str, float]
"""By constituency: the part of a commune's area that its drawn outline covers, the own département's summing to 1."""

CORNER_RADIUS = 0.15
"""Kilometres between a kept corner and the communes that meet in it; 95 % of the corners are drawn this exactly."""

POSSIBLE_SHARE = 0.02
"""Less than this is a touch along the border, never a lying in."""

MEANINGFUL_SHARE = 0.2
"""From here on an overlap is taken for real unless something speaks against it."""

DIVISIBLE_FROM = 3500
"""Inhabitants of the smallest commune that a canton, and so a constituency, may divide."""

SEA = 1.5
"""An island that no drawn outline covers lies in the nearest, and in any other at most this many times as far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A commune, or a part of one, that constituencies may divide."""

    shape: Shape
    population: int


def constituencies_of(places: Mapping[str, Place], outlines: Mapping[str, Shape]) -> dict[str, tuple[str, ...]]:
    """Return by code of a place the codes of the constituencies it lies in, sorted; at least one each."""
    shares = {code: shares_of(place.shape, outlines) for code, place in places.items()}
    evidence = _Evidence(places, shares)
    evidence.hear(_corners(outlines))
    return {code: tuple(sorted(evidence.verdict(code))) for code in places}


def shares_of(shape: Shape, outlines: Mapping[str, Shape]) -> Shares:
    """Return what part of a shape lies in each outline; an island outside all of them is given to the nearest."""
    covered = {code: share(shape, outline) for code, outline in outlines.items()}
    total = sum(covered.values())
    if total == 0.0:
        covered = _nearest(shape, outlines)
        total = sum(covered.values())
    return {code: part / total for code, part in covered.items() if part > 0.0}


def _nearest(shape: Shape, outlines: Mapping[str, Shape]) -> Shares:
    far = {code: min(distance(outline, point) for point in shape.rings[0]) for code, outline in outlines.items()}
    reach = SEA * min(far.values())
    return {code: 1.0 for code, kilometres in far.items() if kilometres <= reach}


def _corners(outlines: Mapping[str, Shape]) -> dict[Point, list[str]]:
    """Return every kept corner with the constituencies that meet in it."""
    meeting: dict[Point, list[str]] = defaultdict(list)
    for code, outline in sorted(outlines.items()):
        for corner in {point for ring in outline.rings for point in ring}:
            meeting[corner].append(code)
    return meeting


class _Evidence:
    """What is known of where the places of one département lie."""

    def __init__(self, places: Mapping[str, Place], shares: Mapping[str, Shares]) -> None:
        self._places = places
        self._shares = shares
        self._proven = {
            code: {constituency for constituency, part in parts.items() if part > 1 - POSSIBLE_SHARE}
            for code, parts in shares.items()
        }

    def hear(self, corners: Mapping[Point, Sequence[str]]) -> None:
        """Conclude from the corners until they tell nothing new."""
        heard = [(self._places_at(corner), constituency) for corner, met in corners.items() for constituency in met]
        while any(self._conclude(there, constituency) for there, constituency in heard):
            pass

    def verdict(self, code: str) -> set[str]:
        """Return the constituencies a place lies in, as far as the evidence goes."""
        proven = self._proven[code]
        meaningful = {constituency for constituency, part in self._shares[code].items() if part >= MEANINGFUL_SHARE}
        if self._is_divisible(code):
            return proven | meaningful
        return proven if len(proven) == 1 and proven <= meaningful else meaningful

    def _places_at(self, corner: Point) -> list[str]:
        return [code for code, place in self._places.items() if near(place.shape, corner, within=CORNER_RADIUS)]

    def _conclude(self, there: Sequence[str], constituency: str) -> bool:
        """Let the only place at a corner that can lie in a constituency lie in it; tell whether that is news."""
        able = [code for code in there if self._may_lie(code, constituency)]
        if len(able) != 1 or constituency in self._proven[able[0]]:
            return False
        self._proven[able[0]].add(constituency)
        return True

    def _may_lie(self, code: str, constituency: str) -> bool:
        if self._shares[code].get(constituency, 0.0) < POSSIBLE_SHARE:
            return False
        proven = self._proven[code]
        return self._is_divisible(code) or not proven or constituency in proven

    def _is_divisible(self, code: str) -> bool:
        return self._places[code].population >= DIVISIBLE_FROM
