"""How numbers and times read on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

MINUTE, HOUR = 60, 3600


def duration(span: timedelta | float | None) -> str:
    """Return `7 s`, `3 min 20 s` or `2 h 5 min`; a dash where nothing is known."""
    if span is None:
        return "–"
    total = round(span if isinstance(span, int | float) else span.total_seconds())
    if total < MINUTE:
        return f"{total} s"
    if total < HOUR:
        return f"{total // MINUTE} min {total % MINUTE} s"
    return f"{total // HOUR} h {total % HOUR // MINUTE} min"


def count(number: int) -> str:
    """Return the number with its thousands apart: `100,000`."""
    return f"{number:,}"


def rate(per_second: float | None, unit: str) -> str:
    """Return `1,200 people/s`; a dash where nothing is known."""
    if per_second is None:
        return "–"
    return f"{per_second:,.0f} {unit}/s" if per_second >= 10 else f"{per_second:.1f} {unit}/s"  # noqa: PLR2004 - two digits say enough


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the rows under their header, in columns as wide as their widest cell."""
    lines = [tuple(header), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return tuple("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
