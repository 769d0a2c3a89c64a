"""The people of one nation, as whoever acts for that nation reaches them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.people.by_name import PeopleByName
    from shared.people.table import PeopleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Stores whose rights end at the nation: on AWS, its own credentials say so."""

    people: PeopleTable
    by_name: PeopleByName
