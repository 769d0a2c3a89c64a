"""Waves: the first few nations show whether the rest may follow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from shared.kernel.errors import Fault, InputError
from shared.kernel.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class WavePlan:
    """How many nations each wave takes; whatever is left goes into one last wave."""

    sizes: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> WavePlan:
        """Read `5,45,rest`; raises InputError. A plan that does not end in `rest` gets it all the same."""
        words = [word.strip().lower() for word in text.split(",")]
        if words[-1] == REST:
            words.pop()
        sizes = [number for word in words if (number := whole_number(word))]
        if len(sizes) < len(words):
            raise _malformed(text)
        return cls(sizes=tuple(sizes))

    def cut(self, elements: Sequence[T]) -> list[list[T]]:
        """Cut the elements into waves, in their order; no wave is empty."""
        waves: list[list[T]] = []
        start = 0
        for size in (*self.sizes, len(elements)):
            if wave := list(elements[start : start + size]):
                waves.append(wave)
            start += size
        return waves

    def __str__(self) -> str:
        return ",".join([*map(str, self.sizes), REST])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How many nations of a wave may fail before the rollout waits for a person: a share or a count."""

    text: str
    share: float | None = None
    count: int | None = None

    @classmethod
    def parse(cls, text: str) -> Tolerance:
        """Read `2%` or `3`; raises InputError."""
        word = text.strip()
        digits = word.removesuffix("%").strip()
        if not digits.replace(".", "", 1).isdecimal() or (digits == word and "." in digits):
            raise _intolerable(text)
        if digits == word:
            return cls(text=word, count=_counted(word))
        if float(digits) > 100:  # noqa: PLR2004 - a hundred per cent
            raise _intolerable(text)
        return cls(text=word, share=float(digits) / 100)

    def of(self, nations: int) -> int:
        """Return how many of so many nations may fail."""
        if self.count is not None:
            return self.count
        return math.floor((self.share or 0) * nations)

    def __str__(self) -> str:
        return self.text


def _malformed(text: str) -> InputError:
    remedy = "Give the sizes of the waves, the last of them `rest`: 5,45,rest"
    return InputError([Fault(place="--waves", reason=f"“{text}” is no list of wave sizes", remedy=remedy)])


def _intolerable(text: str) -> InputError:
    remedy = "Give a share (2%) or a number of nations (3)"
    return InputError([Fault(place="--tolerate", reason=f"“{text}” is neither a share nor a number", remedy=remedy)])


def _counted(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise _intolerable(text)
    return number
