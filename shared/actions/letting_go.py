"""Let go of what a campaign that is over knows of people; what the party may keep goes to its own list first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from shared.actions.handing_over import allowing_the_party, hand_over
from shared.consent.retention import Campaign, campaign
from shared.nations.listing import every_nation
from shared.people.again import until_undisturbed
from shared.people.item import PERSON_PREFIX
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.table import Deed, Step, StepRefused, Wanted, item_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from shared.elections.calendar import Calendar
    from shared.kernel.items import WireItem
    from shared.nations.nation import NationSeed
    from shared.nations.ports import NationStore
    from shared.people.journal import Journal
    from shared.people.table import ItemKey, PeopleTable

AT_ONCE = 50
"""Items dated in one transaction: few enough that one of them changing meanwhile costs little."""

LET_GO = "let-people-go"
"""What the log of a nation says once its people have a day on which they go: `goes_at`."""

STAYING = ("ACTION#", "COUNTED#", "ERASED#", "STALE#")
"""Items without anybody's data, which go by rules of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Who goes from a nation, in numbers.

    `people` are all it knows, `sooner` those who go before its date because they never confirmed (or because their
    date is set already), `party` those whom the party's own list keeps, `going` those who go with the campaign.
    """

    people: int
    sooner: int
    party: int
    going: int


def campaign_of(seed: NationSeed, *, calendar: Calendar, days: int, last_day: date | None = None) -> Campaign | None:
    """Return when a nation's campaign ends and its people go; None for one whose end nobody said.

    One that was ended is over since that day, if it was not over before.
    """
    return campaign(
        _last_day(seed, last_day, calendar),
        calendar.election_end(seed.zones),
        days=days,
        timezone=calendar.timezone(seed.zones),
    )


def preview_departure(slug: str, over: Campaign, *, people: PeopleTable, now: datetime) -> Departure:
    """Count who would go from a nation; nothing is written."""
    at = int(over.goes_at.timestamp())
    known = sooner = 0
    for item in people.below(nation_holder(slug), PERSON_PREFIX):
        known += 1
        sooner += _goes_by(item, at)
    party = sum(1 for _ in allowing_the_party(slug, people, now))
    return Departure(people=known, sooner=sooner, party=party, going=known - sooner)


def let_go(slug: str, over: Campaign, *, people: PeopleTable, journal: Journal, now: datetime) -> int:
    """Date everything a nation keeps of people, after the party's list has what it may keep; return items dated.

    The nation's log tells it before the first is dated, and nothing on days on which there is none. Run again, or after
    it was killed, it dates only what has no date yet. Raises TransientError.
    """
    for person_id, entries in allowing_the_party(slug, people, now):
        until_undisturbed(partial(hand_over, slug, person_id, entries, people))
    at = int(over.goes_at.timestamp())
    undated = (item_key(item) for item in people.below(nation_holder(slug), "") if _is_to_date(item, at))
    dated = 0
    for keys in _portions(undated):
        if not dated:
            journal.record(slug, LET_GO, {"goes_at": over.goes_at.isoformat()})
        dated += _date(keys, at, people)
    return dated


def let_go_of_all(
    *, nations: NationStore, people: PeopleTable, journal: Journal, calendar: Calendar, days: int, now: datetime
) -> Iterator[tuple[str, int]]:
    """Let go of the people of every campaign that is over; yield each nation with the items dated."""
    for nation in every_nation(nations):
        over = campaign_of(nation.seed, calendar=calendar, days=days, last_day=nation.last_day)
        if over and over.is_over(now):
            yield nation.slug, let_go(nation.slug, over, people=people, journal=journal, now=now)


def _last_day(seed: NationSeed, last_day: date | None, calendar: Calendar) -> str:
    said = seed.facts.get("end_date", "")
    if last_day is None:
        return said
    election = calendar.election_end(seed.zones)
    return min(filter(None, (said or (election.isoformat() if election else ""), last_day.isoformat())))


def _goes_by(item: WireItem, at: int) -> bool:
    return EXPIRES_AT in item and int(item[EXPIRES_AT]["N"]) <= at


def _is_to_date(item: WireItem, at: int) -> bool:
    return not item["sk"]["S"].startswith(STAYING) and not _goes_by(item, at)


def _date(keys: list[ItemKey], at: int, people: PeopleTable) -> int:
    """Date items; those that are gone meanwhile need none."""
    left = list(keys)
    while left:
        try:
            people.write([Step(deed=Deed.EXPIRE, key=key, wanted=Wanted.PRESENT, expires_at=at) for key in left])
        except StepRefused as refused:
            left = [key for key in left if key not in refused.keys]
            continue
        return len(left)
    return 0


def _portions(keys: Iterable[ItemKey]) -> Iterator[list[ItemKey]]:
    rest = iter(keys)
    while portion := list(islice(rest, AT_ONCE)):
        yield portion
