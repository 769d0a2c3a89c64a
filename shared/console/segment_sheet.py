"""What a page says of a segment: its filters in words, how many people it has, and some of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from shared.console.clock import nation_clock
from shared.console.facet_words import FacetWords
from shared.console.filters import rows_of
from shared.console.teammates import teammates
from shared.people.by_name import ListedPerson
from shared.people.segments.listing import page_of
from shared.people.segments.selecting import NoIndex, select_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.person import Person
    from shared.people.segments.segment import Segment
    from shared.people.segments.selecting import Selection
    from shared.people.table import PeopleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Some people of a segment, the cursor behind them, and how many are in it in all."""

    selection: Selection
    people: tuple[ListedPerson, ...]
    next: str | None


def words_for(visit: Visit, desk: Desk) -> FacetWords:
    """Return what facets are called to this visitor."""
    words, team = desk.pages.words(visit.language), teammates(visit, desk)
    events = cache(partial(desk.events.of_nation, visit.params["slug"]))
    return FacetWords(words=words, team=team, atlas=desk.rolling.atlas, today=today_of(visit, desk), events=events)


def today_of(visit: Visit, desk: Desk) -> date:
    """Return which day it is, by the network's clock as the days of deeds are."""
    return visit.now.astimezone(nation_clock(None, desk)).date()


def told(segment: Segment, words: FacetWords) -> list[tuple[str, list[str]]]:
    """Return a segment's filters as they are read: for each way in which some are asked, their names."""
    rows = rows_of(segment)
    hows = dict.fromkeys(how for how, _ in rows)
    return [(how, [words.named(facet) for each, facet in rows if each == how]) for how in hows]


def selections(segments: Sequence[Segment], visit: Visit, desk: Desk, people: PeopleTable) -> list[Selection] | None:
    """Return who is in each of some segments, of which the last days end today; None where nobody is indexed yet.

    An index that is missing, or too old to be put right, is asked for: once a visit, not whenever a page looks again.
    """
    slug, today = visit.params["slug"], today_of(visit, desk)
    try:
        found = select_all([each.on(today) for each in segments], slug, people=people, now=visit.now)
    except NoIndex:
        found = None
    if (found is None or any(each.as_of for each in found)) and not visit.request.wants_part:
        desk.indexing.ask([slug])
    return found


def counted(
    segment: Segment, visit: Visit, desk: Desk, people: PeopleTable, *, limit: int, after: str = ""
) -> Counted | None:
    """Return how many are in a segment, and some of them; None where nobody is indexed yet."""
    found = selections([segment], visit, desk, people)
    if found is None:
        return None
    page = page_of(found[0], people=people, now=visit.now, limit=limit, after=after or None)
    return Counted(selection=found[0], people=tuple(map(_listed, page.elements)), next=page.cursor)


def _listed(person: Person) -> ListedPerson:
    values = person.values
    shown = {name: str(values.get(name, "")) for name in ("family_name", "given_name", "email", "phone")}
    return ListedPerson(person_id=person.person_id, **shown)
