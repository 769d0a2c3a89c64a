"""How long a campaign may keep people: until its end and some days, unless the party has a consent of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from shared.consent.channels import heard
from shared.consent.ledger import consents_standing
from shared.consent.purposes import Controller, Purpose
from shared.people.aliases import ALIASES
from shared.people.fields import Field
from shared.people.person import CHANGE_IDS, DEED_DAYS, DEEDS, EXPIRES_AT, Person, hq_holder, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo
    from zoneinfo import ZoneInfo

    from shared.consent.ledger import Entry

_LEFT_BEHIND = frozenset({ALIASES, CHANGE_IDS, DEEDS, DEED_DAYS, EXPIRES_AT, Field.TAGS, Field.SOURCE, "confirmed_at"})
"""Fields that are the campaign's alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """When a campaign ends (its last day) and from when on its people are gone, by the clock of its ground."""

    ends: date
    goes_at: datetime

    def is_over(self, now: datetime) -> bool:
        """Tell whether the last day has passed."""
        return now >= _midnight_after(self.ends, self.goes_at.tzinfo)


def campaign(end_date: str, election_end: date | None, *, days: int, timezone: ZoneInfo) -> Campaign | None:
    """Return the campaign of a nation whose fact `end_date` (ISO) this is, or that ends with its election.

    None for one that nobody said an end of: nothing of it goes.
    """
    ends = date.fromisoformat(end_date) if end_date else election_end
    if ends is None:
        return None
    return Campaign(ends=ends, goes_at=_midnight_after(ends + timedelta(days=days), timezone))


def stands_with_party(entries: Iterable[Entry], *, now: datetime) -> bool:
    """Tell whether somebody lets the party have their data, whatever becomes of the campaign."""
    return any(concerns_party(*asked) for asked in consents_standing(entries, now=now))


def concerns_party(purpose: Purpose, controller: Controller) -> bool:
    """Tell whether a consent lets the party have somebody's data."""
    return controller is Controller.PARTY or purpose is Purpose.SHARE_WITH_HQ


def party_copy(person: Person, entries: Iterable[Entry], known: Person | None) -> tuple[Person, tuple[Entry, ...]]:
    """Return what headquarters' own list keeps of somebody who let the party have their data, and what proves it.

    `known` is whom the list has already: what is said of them fills blanks only.
    """
    holder = hq_holder(person.person_id)
    proofs = tuple(
        replace(entry, holder=holder) for entry in entries if concerns_party(entry.purpose, entry.controller)
    )
    values = {name: value for name, value in person.values.items() if name not in _LEFT_BEHIND}
    values[Field.SOURCE] = f"nation {slug_of(person.holder)}"
    earlier = known or Person(holder=holder, person_id=person.person_id, values={}, revision=0)
    consents = heard(earlier.consents, proofs, of=Controller.PARTY)
    after = replace(earlier, values={**values, **earlier.values}, consents=consents)
    return (after if after == earlier else replace(after, revision=earlier.revision + 1)), proofs


def _midnight_after(day: date, timezone: tzinfo | None) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=timezone)
