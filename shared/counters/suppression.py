"""Small numbers kept back: who knows that three people of a place did something soon knows which three.

A number under `LEAST` is told as `<10`, nothing at all as 0. A sum is told only where it does not give away what was
kept back: with one number missing, it would. (Statistical disclosure control: primary and complementary suppression.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 10
"""The smallest number that is told."""

KEPT_BACK = f"<{LEAST}"
UNTOLD = "–"


def told(number: int) -> str:
    """Return a number, or that it is a small one."""
    return KEPT_BACK if number_told(number) is None else str(number)


def told_sum(numbers: Sequence[int]) -> str:
    """Return the sum of numbers that stand beside it, unless it would give away the one that was kept back."""
    return UNTOLD if _gives_away(numbers) else told(sum(numbers))


def number_told(number: int) -> int | None:
    """Return a number, or None for a small one."""
    return number if number == 0 or abs(number) >= LEAST else None


def sum_told(numbers: Sequence[int]) -> int | None:
    """Return the sum of numbers that stand beside it, or None where it is small, or would give one away."""
    return None if _gives_away(numbers) else number_told(sum(numbers))


def _gives_away(numbers: Sequence[int]) -> bool:
    return sum(number_told(number) is None for number in numbers) == 1
