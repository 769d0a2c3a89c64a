"""One person in all nations, and on headquarters' own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.consent.dossier import find_dossiers
from shared.nations.listing import every_nation
from shared.people.aliases import aliases_of
from shared.people.person import hq_holder, nation_holder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.consent.dossier import Dossier
    from shared.nations.ports import NationStore
    from shared.people.table import PeopleTable


def known_everywhere(
    person_id: str, *, nations: NationStore, people: PeopleTable, now: datetime, slug: str = ""
) -> Iterator[Dossier]:
    """Yield what every nation, or the one of a slug, knows of a person; headquarters' own list comes last.

    That list knows somebody by each id that they have in a nation. Raises NationUnknown for a slug that is none.
    """
    if slug:
        yield from find_dossiers(person_id, [nation_holder(nations.get(slug).slug)], people=people, now=now)
        return
    holders = (nation_holder(nation.slug) for nation in every_nation(nations))
    ids = {person_id: None}
    for dossier in find_dossiers(person_id, holders, people=people, now=now):
        ids |= dict.fromkeys((dossier.person.person_id, *aliases_of(dossier.person)))
        yield dossier
    for each in ids:
        yield from find_dossiers(each, [hq_holder(each)], people=people, now=now)
