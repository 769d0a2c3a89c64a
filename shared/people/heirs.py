"""Whom people have become who were merged into others since something was done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.aliases import ALIAS, alias_key, aliases_of, leads_to
from shared.people.merger import merger_from_item, mergers_of
from shared.people.person import nation_holder
from shared.people.roll import people_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from shared.people.person import Person
    from shared.people.table import PeopleTable


def heirs_of(slug: str, gone: Collection[str], *, people: PeopleTable, now: float) -> Mapping[str, Person]:
    """Return whom those of the people who are gone were merged into, by their own ids; at most `MOST_KEYS`."""
    keys = [alias_key(nation_holder(slug), person_id) for person_id in gone]
    found = people.read(keys) if keys else {}
    leading = {key[1].removeprefix(ALIAS): leads_to(item) for key, item in found.items()}
    if not leading:
        return {}
    heirs = {person.person_id: person for person in people_of(slug, leading.values(), people=people, now=now)}
    return {person_id: heirs[heir] for person_id, heir in leading.items() if heir in heirs}


def before_mergers(heir: Person, gone: str, *, people: PeopleTable) -> Iterator[Person]:
    """Yield those who were kept when somebody was merged into them, on the way to their heir, as they were before."""
    for item in people.below(heir.holder, mergers_of(heir.person_id)):
        merger = merger_from_item(item)
        if merger.undone_at or gone not in {merger.gone.person_id, *aliases_of(merger.gone)}:
            continue
        yield merger.kept
        if merger.gone.person_id != gone:
            yield from before_mergers(merger.gone, gone, people=people)
