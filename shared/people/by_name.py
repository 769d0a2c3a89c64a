"""A nation's people in the order of their names, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shared.kernel.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPerson:
    """What a list shows of somebody; empty where nothing is known."""

    person_id: str
    family_name: str = ""
    given_name: str = ""
    email: str = ""
    phone: str = ""

    @property
    def name(self) -> str:
        """The whole name, the given one first."""
        return f"{self.given_name} {self.family_name}".strip()


class PeopleByName(Protocol):
    """Lists people by family name, then given name, without accents or case."""

    def page(self, slug: str, *, beginning: str = "", limit: int, after: str | None = None) -> Page[ListedPerson]:
        """Return the people whose `family given` begins so, behind the person with the id `after`.

        The page's cursor is the id of its last person: no name travels in an address. Behind somebody who is gone
        the list starts anew.
        """
