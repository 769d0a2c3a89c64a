"""A segment as a form writes it: rows of two choices, `how0` and `what0`, and rows about days.

These have `when0`, `did0`, and `from0` and `to0`, or `last0`: how many of the last days. An address has every row as
`how` and `what`, a period as its facet.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shared.people.segments.last_days import asks_about_days, last_days_of
from shared.people.segments.period import ANY, DID, OPEN, period_of
from shared.people.segments.segment import MOST_FACETS, MOST_PERIODS, segment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shared.people.segments.segment import Segment

HOWS = ("all", "any", "none")
"""What a row may ask: that people have this, that they have at least one of these, that they have it not."""

SPARE = 2
"""Empty rows that a form has to spare; whoever wants more, counts and gets more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A row about days as a form shows it, each field as it is typed; blank where it asks nothing."""

    how: str = HOWS[0]
    did: str = ""
    first: str = ""
    last: str = ""
    days: str = ""


def read_filters(fields: Mapping[str, str]) -> Segment:
    """Return the segment that a form's rows make; raises InputError for what is no facet."""
    return _segment([*_chosen(fields), *_periods(fields)])


def read_but_for_periods(fields: Mapping[str, str]) -> Segment:
    """Return the segment without what the form asks about days; raises InputError as `read_filters` does."""
    return _segment((how, what) for how, what in _chosen(fields) if not what.startswith(DID))


def _segment(asked: Iterable[tuple[str, str]]) -> Segment:
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for how, what in asked:
        rows[how if how in HOWS else HOWS[0]].append(what)
    return segment_of(all_of=rows["all"], any_of=rows["any"], none_of=rows["none"])


def _chosen(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for number in range(MOST_FACETS + SPARE):
        if what := fields.get(f"what{number}", "").strip():
            yield fields.get(f"how{number}", ""), what


def _periods(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the form asks about days: a day without a deed is about any, a deed without a day about all times."""
    for number in range(MOST_PERIODS + 1):
        did, *days = (fields.get(f"{name}{number}", "").strip() for name in ("did", "from", "to", "last"))
        if what := _period(did, *days):
            yield fields.get(f"when{number}", ""), what


def _period(did: str, first: str, last: str, days: str) -> str:
    between = f"{first or OPEN}/{last or OPEN}" if first or last else ""
    if days:
        # Both at once is spelled as what it is, which nobody can read: a fault, as a number of days that is none.
        return f"{DID}{did or ANY}:last-{days.lstrip('0')}-days{between}"
    if between:
        return f"{DID}{did or ANY}:{between}"
    return "active" if did == ANY else f"deed:{did}" if did else ""


def rows_of(segment: Segment) -> list[tuple[str, str]]:
    """Return the rows of a segment: how, and what."""
    parts = zip(HOWS, (segment.all_of, segment.any_of, segment.none_of), strict=True)
    return [(how, facet) for how, facets in parts for facet in facets]


def choices_of(segment: Segment) -> list[tuple[str, str]]:
    """Return the rows of a segment that ask about no period."""
    return [(how, facet) for how, facet in rows_of(segment) if not asks_about_days(facet)]


def periods_of(segment: Segment) -> list[PeriodRow]:
    """Return the rows of a segment that ask about one."""
    return [row for how, facet in rows_of(segment) if (row := _row(how, facet))]


def _row(how: str, facet: str) -> PeriodRow | None:
    if last := last_days_of(facet):
        return PeriodRow(how=how, did=last.what, days=str(last.days))
    if period := period_of(facet):
        first, end = (day.isoformat() if day else "" for day in (period.first, period.last))
        return PeriodRow(how=how, did=period.what, first=first, last=end)
    return None


def query_of(segment: Segment) -> str:
    """Return the rows of a segment as an address has them."""
    named = ({f"how{number}": how, f"what{number}": what} for number, (how, what) in enumerate(rows_of(segment)))
    return urlencode({name: value for row in named for name, value in row.items()})
