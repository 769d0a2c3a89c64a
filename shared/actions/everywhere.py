"""One person in all nations, and on headquarters' own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.consent.dossier import find_dossiers
from shared.nations.listing import every_nation
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

    Raises NationUnknown for a slug that is none.
    """
    if slug:
        holders = [nation_holder(nations.get(slug).slug)]
    else:
        slugs = (nation.slug for nation in every_nation(nations))
        holders = [*map(nation_holder, slugs), hq_holder(person_id)]
    yield from find_dossiers(person_id, holders, people=people, now=now)
