"""Who did something in the last so many days: a facet that is kept as it was asked, and comes to a period on a day.

    did:<what>:last-<days>-days    `did:join:last-7-days`: today, and the six days before it
    did:any:last-<days>-days       whatever it was; none of it: whoever has been silent for so long

Days are whole ones by the network's clock, like those of deeds. Nobody is found by such a facet itself: it says other
days tomorrow, so whoever counts, lists or exports asks for the period of that day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.people.segments.period import DID, Period, period_of

if TYPE_CHECKING:
    from datetime import date

MOST_DAYS = 1826
"""Five years, as long as a mandate: whoever looks further back has a day in mind."""

_FACET = re.compile(rf"{DID}([a-z-]+):last-([1-9][0-9]{{0,3}})-days")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDays:
    """What was done, `any` for whatever it was, in the last `days` days: whole ones, of which today is the last."""

    what: str
    days: int

    @property
    def facet(self) -> str:
        """How a segment spells it."""
        return f"{DID}{self.what}:last-{self.days}-days"

    def since(self, today: date) -> date:
        """Return the first of them."""
        return today - timedelta(days=self.days - 1)

    def on(self, today: date) -> Period:
        """Return the period that they are on a day."""
        return Period(what=self.what, first=self.since(today), last=today)


def last_days_of(facet: str) -> LastDays | None:
    """Return the last days that a facet asks about; None for any other facet, and for a number of days that is none."""
    found = _FACET.fullmatch(facet)
    if found is None or int(found[2]) > MOST_DAYS:
        return None
    return LastDays(what=found[1], days=int(found[2]))


def asks_about_days(facet: str) -> bool:
    """Tell whether a facet is a period, by its days or by how many they are."""
    return period_of(facet) is not None or last_days_of(facet) is not None
