"""A nation's people by their ids, as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound
from shared.people.aliases import alias_key, leads_to
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.person import nation_holder
from shared.people.table import has_expired

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from shared.people.person import Person, PersonKey
    from shared.people.table import PeopleTable


class PersonUnknown(NotFound):
    """A nation has nobody of that id; the message repeats neither address nor name."""


def people_of(slug: str, person_ids: Collection[str], *, people: PeopleTable, now: float) -> list[Person]:
    """Return those of the people that the nation knows, in the order asked for; at most `MOST_KEYS`."""
    keys = [(nation_holder(slug), person_id) for person_id in dict.fromkeys(person_ids)]
    found = find_people(keys, people=people, now=now)
    return [found[key] for key in keys if key in found]


def person_of(slug: str, person_id: str, *, people: PeopleTable, now: float) -> Person:
    """Return a person of the nation; raises PersonUnknown. `now` is in epoch seconds."""
    for person in people_of(slug, [person_id], people=people, now=now):
        return person
    raise PersonUnknown(f"nation {slug} has nobody of this id")


def find_people(keys: Collection[PersonKey], *, people: PeopleTable, now: float) -> Mapping[PersonKey, Person]:
    """Return those of the people, of any holder, that exist; at most `MOST_KEYS`."""
    found = people.read([(holder, PERSON_PREFIX + person_id) for holder, person_id in keys])
    standing = [from_item(item) for item in found.values() if not has_expired(item, now=now)]
    return {person.key: person for person in standing}


def find_standing_people(keys: Collection[PersonKey], *, people: PeopleTable, now: float) -> Mapping[PersonKey, Person]:
    """Return the same, and whom others were merged into in place of those; `search_people` finds with it."""
    found = dict(find_people(keys, people=people, now=now))
    gone = [alias_key(*key) for key in keys if key not in found]
    aliases = people.read(gone).values() if gone else ()
    others = [(alias["pk"]["S"], leads_to(alias)) for alias in aliases]
    return {**found, **find_people(others, people=people, now=now)} if others else found
