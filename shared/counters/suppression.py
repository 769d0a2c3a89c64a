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
    return str(number) if number == 0 or abs(number) >= LEAST else KEPT_BACK


def told_sum(numbers: Sequence[int]) -> str:
    """Return the sum of numbers that stand beside it, unless it would give away the one that was kept back."""
    kept_back = sum(told(number) == KEPT_BACK for number in numbers)
    return UNTOLD if kept_back == 1 else told(sum(numbers))
