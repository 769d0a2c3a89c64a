"""Give deeds of before days were kept the days on which they were done, as what people did is kept anyway."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from shared.actions.keys import ACTIVITY, deed_of
from shared.actions.standing import person_key
from shared.actions.timeline import activity_from_item
from shared.people.again import until_undisturbed
from shared.people.item import from_item, to_item
from shared.people.person import nation_holder
from shared.people.remembering import with_deed
from shared.people.table import item_key, put

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.actions.ground import Ground
    from shared.actions.timeline import Activity
    from shared.people.table import PeopleTable


def date_deeds(slug: str, *, people: PeopleTable, ground: Ground) -> int:
    """Have everybody of a nation remember the days of what they did; return how many did not.

    One pass over what was done there, in memory for one person at a time. Killed, or called again, it dates whoever
    is left. What somebody took back stays so. Raises TransientError.
    """
    done = people.below(nation_holder(slug), ACTIVITY)
    by_person = groupby(done, key=lambda item: item_key(item)[1].split("#")[1])
    return sum(_date(slug, who, list(map(activity_from_item, items)), people, ground) for who, items in by_person)


def _date(slug: str, person_id: str, done: Iterable[Activity], people: PeopleTable, ground: Ground) -> bool:
    return until_undisturbed(partial(_date_once, slug, person_id, done, people, ground))


def _date_once(slug: str, person_id: str, done: Iterable[Activity], people: PeopleTable, ground: Ground) -> bool:
    key = person_key(slug, person_id)
    item = people.read([key]).get(key)
    if item is None:
        return False
    person = dated = from_item(item)
    for each in done:
        deed = deed_of(each.action, each.target)
        if deed in person.deeds:
            dated = with_deed(dated, deed, on=ground.day(each.at))
    if dated == person:
        return False
    people.write([put(to_item(replace(dated, revision=person.revision + 1)), person.revision)])
    return True
