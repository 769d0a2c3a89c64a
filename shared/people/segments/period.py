"""Who did something in a period: a facet that looks at days, and the blocks of days by which an index answers it.

    did:<what>:<first>/<last>    `did:join:2027-05-01/2027-05-08`, both days included; `..` for an end that is open
    did:any:<first>/..           whatever it was, since then; none of it: whoever has been silent since

`<what>` is `any`, or a deed without its target: `join`, `sign`, `attend`. An index does not keep what somebody may
ask, but who did what in which block of days, as facets of its own:

    day:<what>:<span>:<number>   in the `number`th block of `span` days, counted from the day 0001-01-01

Blocks of 1, 8, 64 and 512 days make any period of some dozen of them, however long the campaign is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from shared.people.remembering import days_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.people.person import Person

DID, BLOCK = "did:", "day:"
ANY = "any"
OPEN = ".."
SPANS = (512, 64, 8, 1)
"""Days of a block, the longest first."""

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
"""What an open end reaches to, and what a day lies between."""

_FACET = re.compile(rf"{DID}([a-z-]+):(\d{{4}}-\d\d-\d\d|\.\.)/(\d{{4}}-\d\d-\d\d|\.\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What was done, `any` for whatever it was, from `first` to `last`, both included; None for an end that is open."""

    what: str
    first: date | None = None
    last: date | None = None

    @property
    def facet(self) -> str:
        """How a segment spells it."""
        return f"{DID}{self.what}:{self.days}"

    @property
    def days(self) -> str:
        """How its days are spelled: `2027-05-01/2027-05-08`, with `..` for an end that is open."""
        first, last = (day.isoformat() if day else OPEN for day in (self.first, self.last))
        return f"{first}/{last}"

    def holds(self, person: Person) -> bool:
        """Tell whether somebody did it then."""
        first, last = self.first or FIRST, self.last or LAST
        return any(first <= day <= last and self.what in {ANY, action_of(deed)} for day, deed in days_of(person))

    def blocks(self) -> Iterator[str]:
        """Yield the facets of an index that make the period together, each day in one of them."""
        at, end = (self.first or FIRST).toordinal(), (self.last or LAST).toordinal()
        while at <= end:
            span = next(span for span in SPANS if at % span == 0 and at + span - 1 <= end)
            yield _block(self.what, span, at)
            at += span


def period_of(facet: str) -> Period | None:
    """Return the period that a facet asks about; None for any other facet, and for what is no period.

    One that ends before it begins is none, nor is one without any end: whoever did something ever has `deed:<what>`.
    """
    found = _FACET.fullmatch(facet)
    if found is None:
        return None
    what, *ends = found.groups()
    try:
        first, last = (None if end == OPEN else date.fromisoformat(end) for end in ends)
    except ValueError:
        return None
    days = [day for day in (first, last) if day]
    if not days or days != sorted(days) or not all(FIRST <= day <= LAST for day in days):
        return None
    return Period(what=what, first=first, last=last)


def blocks_of(person: Person) -> Iterator[str]:
    """Yield the facets of an index by which somebody's days are found."""
    for day, deed in days_of(person):
        yield from _blocks(day, action_of(deed))


@lru_cache(4096)
def _blocks(day: date, action: str) -> tuple[str, ...]:
    """Remembered, since people do the same on the same days."""
    return tuple(_block(what, span, day.toordinal()) for what in (ANY, action) for span in SPANS)


def _block(what: str, span: int, ordinal: int) -> str:
    return f"{BLOCK}{what}:{span}:{ordinal // span}"


def action_of(deed: str) -> str:
    """Return a deed without its target."""
    return deed.partition(":")[0]
