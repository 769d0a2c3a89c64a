"""A map in shades: which of a few classes each number falls into."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CLASSES = 5
"""Shades that an eye still tells apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shading:
    """Classes of about as many places each; `starts` are their smallest numbers, `most` is the largest of all."""

    starts: tuple[int, ...]
    most: int

    def shade(self, number: int | None) -> str:
        """Return the class of a number as the style sheet has it: `1` for the palest, `none` for nothing or nobody."""
        place = bisect_right(self.starts, number) if number and number > 0 else 0
        return str(place) if place else "none"

    @property
    def ranges(self) -> Sequence[tuple[str, int, int]]:
        """The classes with the smallest and the largest number that may be in each."""
        ends = [*(start - 1 for start in self.starts[1:]), self.most]
        return [
            (str(place), least, most) for place, (least, most) in enumerate(zip(self.starts, ends, strict=False), 1)
        ]


def shading_of(numbers: Iterable[int]) -> Shading:
    """Return the classes for numbers; of those that are nothing, none."""
    ordered = sorted(number for number in numbers if number > 0)
    if not ordered:
        return Shading(starts=(), most=0)
    starts = sorted({ordered[len(ordered) * place // CLASSES] for place in range(CLASSES)})
    return Shading(starts=tuple(starts), most=ordered[-1])
